using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Xerotier.Grains.Uploads;

/// <summary>
/// The uploads of this silo whose files are to be stored. What does not fit is added again by the upload's reminder.
/// </summary>
internal sealed class UploadQueue
{
    private const int Capacity = 1_000;

    private readonly Channel<Guid> _waiting = Channel.CreateBounded<Guid>(Capacity);
    private readonly ConcurrentDictionary<Guid, byte> _known = [];

    /// <summary>Adds an upload, unless it waits or is worked on.</summary>
    public void Add(Guid uploadId)
    {
        if (_known.TryAdd(uploadId, 0) && !_waiting.Writer.TryWrite(uploadId))
        {
            _known.TryRemove(uploadId, out _);
        }
    }

    /// <summary>The uploads in the order in which they came.</summary>
    public IAsyncEnumerable<Guid> ReadAllAsync(CancellationToken cancellationToken) =>
        _waiting.Reader.ReadAllAsync(cancellationToken);

    /// <summary>An upload is no longer worked on.</summary>
    public void Leave(Guid uploadId) => _known.TryRemove(uploadId, out _);
}
