using System.Reflection;
using System.Text;
using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>Writes down everything that crosses process borders by its alias: what rolling upgrades rely on.</summary>
public static class RpcSurface
{
    public static string Describe(CodeBase code)
    {
        var text = new StringBuilder();
        foreach (var type in code.GrainInterfaces().OrderBy(type => type.AliasOf(), StringComparer.Ordinal))
        {
            text.Append($"grain {type.AliasOf()}\n");
            var methods = type.GetMethods().Select(Line).Order(StringComparer.Ordinal);
            text.AppendJoin("", methods).Append('\n');
        }

        foreach (var type in code.Messages().OrderBy(type => type.AliasOf(), StringComparer.Ordinal))
        {
            text.Append($"message {type.AliasOf()}\n");
            var members = type.SerializedMembers()
                .OrderBy(member => member.GetCustomAttribute<IdAttribute>()?.Id)
                .Select(member => $"  {member.GetCustomAttribute<IdAttribute>()?.Id} {NameOf(member.TypeOf())}\n");
            text.AppendJoin("", members).Append('\n');
        }

        foreach (var type in code.Types.Where(IsSharedEnum).OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            text.Append($"enum {type.Name}\n");
            var values = Enum.GetValues(type).Cast<object>().Select(value => $"  {value:D} {value}\n");
            text.AppendJoin("", values).Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static bool IsSharedEnum(Type type) =>
        type is { IsEnum: true, IsPublic: true } &&
        type.Assembly.GetName().Name == "Xerotier.Grains.Abstractions";

    private static string Line(MethodInfo method)
    {
        var parameters = method.GetParameters().Select(parameter => NameOf(parameter.ParameterType));
        var line = $"  {method.AliasOf()}({string.Join(", ", parameters)}) -> {NameOf(method.ReturnType)}";
        return line + (method.Has<OneWayAttribute>() ? " one-way" : "") + "\n";
    }

    private static string NameOf(Type type)
    {
        if (type.IsGenericType)
        {
            var definition = type.GetGenericTypeDefinition();
            var name = definition.AliasOf() ?? definition.Name;
            var arguments = type.GetGenericArguments().Select(NameOf);
            return $"{name.Split('`')[0]}<{string.Join(", ", arguments)}>";
        }

        return type.AliasOf() ?? type.Name;
    }
}
