using System.Reflection;
using Orleans;

namespace Xerotier.Engine.Grains;

/// <summary>The assemblies that hold grains, interfaces and messages.</summary>
internal static class ApplicationParts
{
    /// <summary>The loaded assemblies that are application parts, and the parts that those name.</summary>
    public static IEnumerable<Assembly> Find()
    {
        var found = new HashSet<Assembly>();
        var open = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies());
        if (Assembly.GetEntryAssembly() is { } entry) open.Push(entry);
        while (open.TryPop(out var assembly))
        {
            if (assembly.IsDynamic) continue;
            var parts = assembly.GetCustomAttributes<ApplicationPartAttribute>().ToArray();
            if (parts.Length == 0 || !found.Add(assembly)) continue;
            foreach (var part in parts) open.Push(Assembly.Load(new AssemblyName(part.AssemblyName)));
        }

        return found;
    }
}
