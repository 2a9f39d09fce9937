namespace Xerotier.Artifacts;

/// <summary>One file of an artifact, read at any position: what header readers look into.</summary>
public interface IArtifactSource
{
    /// <summary>Path inside the artifact, with <c>/</c> between its segments, such as <c>config.json</c>.</summary>
    string Path { get; }

    /// <summary>Length in bytes.</summary>
    long Length { get; }

    /// <summary>
    /// Reads from a position. Reads as much as there is: less than the buffer holds only at the end of the file,
    /// 0 behind it.
    /// </summary>
    /// <param name="offset">First byte, at least 0.</param>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>How many bytes were read.</returns>
    /// <exception cref="IOException">The store cannot be reached, or the file is gone.</exception>
    ValueTask<int> ReadAtAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default);
}
