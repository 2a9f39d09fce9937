namespace Orleans;

/// <summary>Names an assembly that holds grains, grain interfaces or messages. Written by the generator.</summary>
/// <param name="assemblyName">The simple or full name of the assembly.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ApplicationPartAttribute(string assemblyName) : Attribute
{
    /// <summary>The name of the assembly.</summary>
    public string AssemblyName { get; } = assemblyName;
}
