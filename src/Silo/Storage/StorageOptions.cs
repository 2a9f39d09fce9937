using System.ComponentModel.DataAnnotations;

namespace Xerotier.Silo.Storage;

/// <summary>Where durable state is kept.</summary>
public sealed class StorageOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Storage";

    /// <summary>
    /// Data directory of an installation without a database; one process at a time uses it. Default <c>.xerotier</c>.
    /// </summary>
    [Required]
    public string Directory { get; set; } = ".xerotier";

    /// <summary>
    /// Connection string of a PostgreSQL database (schema: <c>deploy/postgres</c>) that keeps the state instead.
    /// Default null.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Most database connections for state and reminders in each silo; silos times this, plus membership, must stay
    /// below the server's <c>max_connections</c>. Overrides the pool sizes of the connection string. Default 20, 1 to
    /// 1,000.
    /// </summary>
    [Range(1, 1_000)]
    public int MaxConnections { get; set; } = 20;

    /// <summary>Whether state lives in memory only and dies with the process: for tests. Default false.</summary>
    public bool Volatile { get; set; }
}
