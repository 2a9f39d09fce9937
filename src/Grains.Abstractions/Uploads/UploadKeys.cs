namespace Xerotier.Grains.Uploads;

/// <summary>Where the bytes of uploads are in the object store.</summary>
public static class UploadKeys
{
    /// <summary>Folder of the parts of an upload.</summary>
    public static string Parts(Guid uploadId) => $"uploads/{uploadId:D}";

    /// <summary>A part.</summary>
    public static string Part(Guid uploadId, Guid partId) => $"{Parts(uploadId)}/{partId:N}";

    /// <summary>Folder of everything that belongs to a model.</summary>
    public static string Model(Guid modelId) => $"models/{modelId:D}";

    /// <summary>Folder of the files that an upload gave to a model.</summary>
    public static string Files(Guid modelId, Guid uploadId) => $"{Model(modelId)}/{uploadId:D}";
}
