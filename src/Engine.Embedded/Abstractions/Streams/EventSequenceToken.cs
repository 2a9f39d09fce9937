using Orleans.Streams;

namespace Orleans.Providers.Streams.Common;

/// <summary>A place in a stream: the number of the batch and the number within it.</summary>
[GenerateSerializer]
public class EventSequenceToken : StreamSequenceToken
{
    /// <summary>Creates the place that serialisers fill.</summary>
    public EventSequenceToken()
    {
    }

    /// <summary>Creates the place of the first item of a batch.</summary>
    /// <param name="sequenceNumber">The number of the batch.</param>
    public EventSequenceToken(long sequenceNumber)
        : this(sequenceNumber, 0)
    {
    }

    /// <summary>Creates a place.</summary>
    /// <param name="sequenceNumber">The number of the batch.</param>
    /// <param name="eventIndex">The number within the batch, from 0.</param>
    public EventSequenceToken(long sequenceNumber, int eventIndex)
    {
        SequenceNumber = sequenceNumber;
        EventIndex = eventIndex;
    }

    /// <inheritdoc/>
    [Id(0)]
    public sealed override long SequenceNumber { get; protected set; }

    /// <inheritdoc/>
    [Id(1)]
    public sealed override int EventIndex { get; protected set; }

    /// <summary>The place of another item of the same batch.</summary>
    /// <param name="eventInd">The number within the batch, from 0.</param>
    public EventSequenceToken CreateSequenceTokenForEvent(int eventInd) => new(SequenceNumber, eventInd);

    /// <inheritdoc/>
    public override bool Equals(StreamSequenceToken? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    /// <inheritdoc/>
    public override int CompareTo(StreamSequenceToken? other)
    {
        if (other is null) return 1;
        var batches = SequenceNumber.CompareTo(other.SequenceNumber);
        return batches != 0 ? batches : EventIndex.CompareTo(other.EventIndex);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SequenceNumber, EventIndex);

    /// <inheritdoc/>
    public override string ToString() => $"{SequenceNumber}:{EventIndex}";
}
