namespace Xerotier.Engine.Generator;

/// <summary>What a type declaration leads to.</summary>
internal enum GeneratedKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A reference.</summary>
    Reference,

    /// <summary>An entry in the list of grain classes.</summary>
    GrainClass,
}
