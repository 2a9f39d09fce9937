using System.Reflection;
using Orleans;

namespace Xerotier.Engine.Messages;

/// <summary>The ids of a message's members.</summary>
internal static class MessageMembers
{
    private const string BackingFieldEnd = ">k__BackingField";

    /// <summary>A member without id, or two with the same; null when all is well.</summary>
    public static string? FindProblem(Type type, FieldInfo[] fields)
    {
        var ids = fields.Select(f => (Field: f, Id: IdOf(type, f))).ToArray();
        // A record without any explicit id gets all of them from its primary constructor.
        var isImplicit = ids.All(static m => m.Id is null) && type.GetMethod("<Clone>$") is not null;
        if (!isImplicit && Array.Find(ids, static m => m.Id is null) is { Field: { } bare })
            return $"{type} has the member {NameOf(bare)} without [Id]";
        var twice = ids.GroupBy(static m => m.Id).FirstOrDefault(static g => g.Key is not null && g.Count() > 1);
        return twice is null ? null : $"{type} has two members with [Id({twice.Key})]";
    }

    private static uint? IdOf(Type type, FieldInfo field)
    {
        if (field.GetCustomAttribute<IdAttribute>() is { } own) return own.Id;
        return type.GetProperty(NameOf(field), BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            ?.GetCustomAttribute<IdAttribute>()?.Id;
    }

    private static string NameOf(FieldInfo field) =>
        field.Name.EndsWith(BackingFieldEnd, StringComparison.Ordinal)
            ? field.Name[1..^BackingFieldEnd.Length]
            : field.Name;
}
