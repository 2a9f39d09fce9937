using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>More ways to name a stream.</summary>
public static class StreamProviderExtensions
{
    /// <summary>A stream without namespace.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="streamProvider">The provider.</param>
    /// <param name="id">The key.</param>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, Guid id) =>
        streamProvider.GetStream<T>(StreamId.Create(null, id));

    /// <summary>A stream.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="streamProvider">The provider.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="id">The key.</param>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, Guid id) =>
        streamProvider.GetStream<T>(StreamId.Create(ns, id));

    /// <summary>A stream without namespace.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="streamProvider">The provider.</param>
    /// <param name="id">The key.</param>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string id) =>
        streamProvider.GetStream<T>(StreamId.Create(null, id));

    /// <summary>A stream.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="streamProvider">The provider.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="id">The key.</param>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, string id) =>
        streamProvider.GetStream<T>(StreamId.Create(ns, id));

    /// <summary>A stream without namespace.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="streamProvider">The provider.</param>
    /// <param name="id">The key.</param>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, long id) =>
        streamProvider.GetStream<T>(StreamId.Create(null, id));

    /// <summary>A stream.</summary>
    /// <typeparam name="T">The type of its items.</typeparam>
    /// <param name="streamProvider">The provider.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="id">The key.</param>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, long id) =>
        streamProvider.GetStream<T>(StreamId.Create(ns, id));
}
