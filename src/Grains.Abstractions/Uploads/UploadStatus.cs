namespace Xerotier.Grains.Uploads;

/// <summary>Where an upload is in its life. Values are frozen.</summary>
public enum UploadStatus
{
    /// <summary>Not set.</summary>
    Unspecified = 0,

    /// <summary>Takes parts.</summary>
    Pending = 1,

    /// <summary>All bytes are there; its files are being stored.</summary>
    Processing = 2,

    /// <summary>Its files belong to the model.</summary>
    Completed = 3,

    /// <summary>Its bytes were refused; nothing of it is left.</summary>
    Failed = 4,

    /// <summary>Its owner gave it up; nothing of it is left.</summary>
    Cancelled = 5,

    /// <summary>It was not completed in time; nothing of it is left.</summary>
    Expired = 6,
}
