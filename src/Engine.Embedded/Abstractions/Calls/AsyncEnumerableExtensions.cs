using Xerotier.Engine.Calls;

namespace Orleans.Runtime;

/// <summary>Tunes enumerations of grains.</summary>
public static class AsyncEnumerableExtensions
{
    /// <summary>Limits how many items one answer carries. Default 100.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="self">An enumeration that a grain reference returned.</param>
    /// <param name="maxBatchSize">The limit, at least 1.</param>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBatchSize);
        return self is RemoteEnumerable<T> remote ? remote.WithBatchSize(maxBatchSize) : self;
    }
}
