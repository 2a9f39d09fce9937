namespace Orleans.Core;

/// <summary>The stored state of a grain.</summary>
public interface IStorage
{
    /// <summary>The version of the record as last read or written; null when there is none.</summary>
    string? Etag { get; }

    /// <summary>Whether a record exists.</summary>
    bool RecordExists { get; }

    /// <summary>Deletes the record.</summary>
    Task ClearStateAsync();

    /// <summary>Deletes the record.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <summary>Writes the record.</summary>
    Task WriteStateAsync();

    /// <summary>Writes the record.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>Reads the record.</summary>
    Task ReadStateAsync();

    /// <summary>Reads the record.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}
