using System.Reflection;
using Orleans;
using Orleans.Metadata;
using Orleans.Runtime;

namespace Xerotier.Engine.Grains;

/// <summary>The grain interfaces and grain classes of the application.</summary>
public sealed class TypeManifest
{
    private readonly Dictionary<Type, InterfaceEntry> _interfaces = [];
    private readonly Dictionary<GrainInterfaceType, Type> _interfaceNames = [];
    private readonly Dictionary<GrainType, Type> _classes = [];

    internal TypeManifest()
    {
    }

    internal IReadOnlyDictionary<GrainType, Type> Classes => _classes;

    /// <summary>Adds a grain interface.</summary>
    /// <param name="type">The interface.</param>
    /// <param name="create">Makes references.</param>
    public void AddInterface(Type type, Func<ReferenceShared, IdSpan, GrainReference> create)
    {
        var name = NameOf(type);
        _interfaces[type] = new(type, name, create);
        _interfaceNames[name] = type;
    }

    /// <summary>Adds a grain class.</summary>
    /// <param name="type">The class.</param>
    /// <exception cref="OrleansConfigurationException">Another class has the same grain type.</exception>
    public void AddClass(Type type)
    {
        var grainType = GrainTypeOf(type);
        if (!_classes.TryAdd(grainType, type) && _classes[grainType] != type)
        {
            throw new OrleansConfigurationException(
                $"Grain type '{grainType}' is used by {_classes[grainType]} and {type}.");
        }
    }

    /// <summary>Finds everything that the loaded assemblies and their application parts hold.</summary>
    internal static TypeManifest Load()
    {
        var manifest = new TypeManifest();
        foreach (var assembly in ApplicationParts.Find())
        {
            if (assembly.GetCustomAttribute<GrainCodeAttribute>() is not { } code) continue;
            ((GrainCode)Activator.CreateInstance(code.Type)!).Register(manifest);
        }

        return manifest;
    }

    internal InterfaceEntry Interface(Type type) =>
        _interfaces.TryGetValue(type, out var entry)
            ? entry
            : throw new ArgumentException(
                $"No reference was generated for {type}. Is it a grain interface, in a project with the generator?",
                nameof(type));

    internal Type InterfaceOf(GrainInterfaceType name) =>
        _interfaceNames.TryGetValue(name, out var type)
            ? type
            : throw new ArgumentException($"No grain interface is named '{name}'.", nameof(name));

    /// <summary>The grain type that serves an interface.</summary>
    /// <exception cref="ArgumentException">None or several do.</exception>
    internal GrainType ImplementationOf(Type interfaceType, string? classPrefix)
    {
        var candidates = _classes
            .Where(c => interfaceType.IsAssignableFrom(c.Value)
                && (classPrefix is null || c.Value.FullName!.StartsWith(classPrefix, StringComparison.Ordinal)))
            .ToArray();
        if (candidates.Length == 1) return candidates[0].Key;
        if (candidates.Length == 0)
            throw new ArgumentException($"Could not find an implementation for interface {interfaceType}");
        if (interfaceType.GetCustomAttribute<DefaultGrainTypeAttribute>() is { } preferred)
            return GrainType.Create(preferred.GrainType);
        var exact = candidates.Where(c => c.Value.FullName == classPrefix || $"I{c.Value.Name}" == interfaceType.Name);
        if (exact.Select(static c => c.Key).Take(2).ToArray() is [var single]) return single;
        throw new ArgumentException(
            $"Unable to identify a single appropriate grain type for interface {interfaceType}. "
            + $"Candidates: {string.Join(", ", candidates.Select(static c => c.Value.FullName))}");
    }

    internal static GrainType GrainTypeOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named) return named.GetGrainType(null!, type);
        var name = type.Name.ToLowerInvariant();
        const string suffix = "grain";
        if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal))
            name = name[..^suffix.Length];
        return GrainType.Create(name);
    }

    private static GrainInterfaceType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainInterfaceTypeAttribute>() is { } named)
            return named.GetGrainInterfaceType(null!, type);
        return GrainInterfaceType.Create(type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.FullName!);
    }
}
