namespace Orleans.Storage;

/// <summary>Options of a storage provider that has a serialiser.</summary>
public interface IStorageProviderSerializerOptions
{
    /// <summary>The serialiser.</summary>
    IGrainStorageSerializer GrainStorageSerializer { get; set; }
}
