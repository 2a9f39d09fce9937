using Orleans;

namespace Xerotier.Engine.Tests.Calls;

internal interface ISequence : IGrainWithStringKey
{
    IAsyncEnumerable<int> Count(int items);

    IAsyncEnumerable<int> FailAfter(int items);

    /// <summary>Counts for ever; writes its end down.</summary>
    IAsyncEnumerable<int> Endless(CancellationToken cancellationToken = default);

    /// <summary>One item, then nothing until the token is cancelled.</summary>
    IAsyncEnumerable<int> Stuck(CancellationToken cancellationToken = default);

    /// <summary>Each item waits for <see cref="Push"/>.</summary>
    IAsyncEnumerable<int> Pushed(int items);

    Task Push(int item);

    Task Leave();
}
