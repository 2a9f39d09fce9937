using Xerotier.Artifacts.Storage;

namespace Xerotier.Grains.Uploads;

/// <summary>Content on its way into files; tells how much of it has gone.</summary>
/// <param name="content">The content; stays open.</param>
/// <param name="report">Gets the number of bytes after each read.</param>
internal sealed class ProgressStream(Stream content, Action<int> report) : ForwardStream
{
    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await content.ReadAsync(buffer, cancellationToken);
        report(read);
        return read;
    }
}
