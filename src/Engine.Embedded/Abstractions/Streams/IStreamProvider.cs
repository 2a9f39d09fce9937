using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Carries streams.</summary>
public interface IStreamProvider
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Whether subscribers may start in the past.</summary>
    bool IsRewindable { get; }

    /// <summary>A stream.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="streamId">Its identity.</param>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}
