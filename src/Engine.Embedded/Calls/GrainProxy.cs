using Orleans.Runtime;
using Xerotier.Engine.Grains;

namespace Xerotier.Engine.Calls;

/// <summary>The base of generated references.</summary>
public abstract class GrainProxy : GrainReference
{
    /// <summary>Creates a reference.</summary>
    /// <param name="shared">What references of the interface to the grain type share.</param>
    /// <param name="key">The key of the grain.</param>
    protected GrainProxy(ReferenceShared shared, IdSpan key)
        : base(shared, key)
    {
    }

    /// <summary>Sends a call without result.</summary>
    /// <param name="call">The call.</param>
    protected Task Send(VoidCall call) => Shared.Messenger.Send(this, call);

    /// <summary>Sends a call with a result.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="call">The call.</param>
    protected Task<TResult> Send<TResult>(ResultCall<TResult> call) => Shared.Messenger.Send(this, call);

    /// <summary>The items that a call enumerates.</summary>
    /// <typeparam name="TItem">The type of the items.</typeparam>
    /// <param name="call">The call.</param>
    protected IAsyncEnumerable<TItem> Enumerate<TItem>(EnumerationCall<TItem> call) =>
        new RemoteEnumerable<TItem>(this, call);
}
