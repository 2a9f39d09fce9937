namespace Xerotier.Engine.Calls;

/// <summary>A call whose result is enumerated; the engine sends one call for each batch of items.</summary>
/// <typeparam name="TItem">The type of the items.</typeparam>
public abstract class EnumerationCall<TItem>
{
    /// <summary>The method.</summary>
    public abstract CallMethod Descriptor { get; }

    /// <summary>Runs the method on <paramref name="target"/>.</summary>
    /// <param name="target">The grain.</param>
    /// <param name="token">Cancelled when the reader stops; replaces the method's token argument.</param>
    public abstract IAsyncEnumerable<TItem> Invoke(object target, CancellationToken token);

    /// <summary>The method's token argument, if any.</summary>
    public virtual CancellationToken GetCancellationToken() => CancellationToken.None;
}
