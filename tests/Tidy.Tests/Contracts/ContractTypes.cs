using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace Xerotier.Tidy.Tests.Contracts;

/// <summary>Reads the contracts of a code base by reflection.</summary>
public static class ContractTypes
{
    /// <summary>The interfaces that grains implement.</summary>
    public static IEnumerable<Type> GrainInterfaces(this CodeBase code) =>
        code.Types.Where(type => type.IsInterface &&
            (typeof(IGrain).IsAssignableFrom(type) || typeof(IGrainObserver).IsAssignableFrom(type)));

    /// <summary>The grain classes.</summary>
    public static IEnumerable<Type> GrainClasses(this CodeBase code) =>
        code.Types.Where(type => type is { IsClass: true, IsAbstract: false } &&
            typeof(IGrain).IsAssignableFrom(type) && typeof(IGrainBase).IsAssignableFrom(type));

    /// <summary>The types that cross process borders.</summary>
    public static IEnumerable<Type> Serialized(this CodeBase code) =>
        code.Types.Where(type => type.Has<GenerateSerializerAttribute>());

    /// <summary>The messages: what crosses borders; persisted state and its parts are internal.</summary>
    public static IEnumerable<Type> Messages(this CodeBase code) => code.Serialized().Where(type => type.IsVisible);

    /// <summary>The types that grains persist.</summary>
    public static IEnumerable<Type> StateTypes(this CodeBase code) =>
        code.States().Select(state => state.Type).Distinct();

    /// <summary>What grain constructors ask for with <c>[PersistentState]</c>.</summary>
    public static IEnumerable<(Type Grain, Type Type, string Name, string? Store)> States(this CodeBase code) =>
        from grain in code.GrainClasses()
        from constructor in grain.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        from parameter in constructor.GetParameters()
        from attribute in parameter.GetCustomAttributesData()
        where attribute.AttributeType.Name == "PersistentStateAttribute"
        let arguments = attribute.ConstructorArguments
        select (grain, parameter.ParameterType.GetGenericArguments()[0], (string)arguments[0].Value!,
            arguments.Count > 1 ? (string?)arguments[1].Value : null);

    /// <summary>The members that the serializer writes: fields and automatic properties of the type itself.</summary>
    public static IEnumerable<MemberInfo> SerializedMembers(this Type type)
    {
        const BindingFlags own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var fields = type.GetFields(own);
        var backed = fields.Select(field => field.Name).ToHashSet();
        return fields.Where(field => !field.Has<CompilerGeneratedAttribute>()).Cast<MemberInfo>()
            .Concat(type.GetProperties(own).Where(property => backed.Contains($"<{property.Name}>k__BackingField")));
    }

    public static Type TypeOf(this MemberInfo member) =>
        member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;

    public static bool Has<T>(this MemberInfo member)
        where T : Attribute => member.IsDefined(typeof(T), inherit: false);

    public static string? AliasOf(this MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    public static bool IsRecord(this Type type) => type.GetMethod("<Clone>$") is not null;
}
