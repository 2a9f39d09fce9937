namespace Xerotier.Grains.Models;

/// <summary>Kinds of work on models. Values are frozen.</summary>
public enum ModelWorkKind
{
    /// <summary>Not set.</summary>
    Unspecified = 0,

    /// <summary>Check a version's files.</summary>
    Validate = 1,

    /// <summary>Remove the files and rows of a deleted model.</summary>
    Purge = 2,
}
