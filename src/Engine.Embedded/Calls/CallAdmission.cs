namespace Xerotier.Engine.Calls;

/// <summary>How a running call shares its activation.</summary>
internal enum CallAdmission : byte
{
    /// <summary>With calls that interleave only.</summary>
    Exclusive,

    /// <summary>With other readers.</summary>
    ReadOnly,

    /// <summary>With every call.</summary>
    Interleaving,
}
