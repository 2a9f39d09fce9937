using Orleans.Storage;

namespace Orleans.Configuration;

/// <summary>A storage provider in memory.</summary>
public class MemoryGrainStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>The default of <see cref="NumStorageGrains"/>.</summary>
    public const int NumStorageGrainsDefaultValue = 10;

    /// <summary>The number of grains that hold the records. Default 10.</summary>
    public int NumStorageGrains { get; set; } = NumStorageGrainsDefaultValue;

    /// <summary>The serialiser. Default the one that is registered in the silo.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;
}
