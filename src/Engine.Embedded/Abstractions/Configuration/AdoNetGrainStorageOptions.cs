using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>Options of grain storage in a relational database.</summary>
public class AdoNetGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>Default of <see cref="InitStage"/>.</summary>
    public const int DEFAULT_INIT_STAGE = ServiceLifecycleStage.ApplicationServices;

    /// <summary>Default of <see cref="Invariant"/>; the embedded engine does not serve it.</summary>
    public const string DEFAULT_ADONET_INVARIANT = "Microsoft.Data.SqlClient";

    /// <summary>How to reach the database. Required; secrets in it are never logged.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Stage of the silo's life at which the database must answer.</summary>
    public int InitStage { get; set; } = DEFAULT_INIT_STAGE;

    /// <summary>Invariant name of the ADO.NET provider; must be set to <c>Npgsql</c> on the embedded engine.</summary>
    public string Invariant { get; set; } = DEFAULT_ADONET_INVARIANT;

    /// <summary>Serializer of payloads; by default the one registered for the provider's name, or for all.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    /// <summary>Deletes the row of cleared state instead of keeping it without payload. Default false.</summary>
    public bool DeleteStateOnClear { get; set; }
}
