using Xerotier.Artifacts.Storage;

namespace Xerotier.Grains.Uploads;

/// <summary>Content on its way into files; shows what of it has gone.</summary>
/// <param name="content">The content; stays open.</param>
/// <param name="report">Gets the bytes of each read.</param>
internal sealed class ProgressStream(Stream content, Action<ReadOnlyMemory<byte>> report) : ForwardStream
{
    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await content.ReadAsync(buffer, cancellationToken);
        report(buffer[..read]);
        return read;
    }
}
