using Orleans.Runtime;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Calls;

[Collection(ClusterCollection.Name)]
public sealed class EnumerationTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(1001)]
    public async Task Enumerate_AllItems_ArriveInOrder(int count)
    {
        (await Collect(Sequence().Count(count))).ShouldBe(Enumerable.Range(0, count));
    }

    [Fact]
    public async Task Enumerate_SmallBatches_ArriveInOrder()
    {
        (await Collect(Sequence().Count(10).WithBatchSize(3))).ShouldBe(Enumerable.Range(0, 10));
    }

    [Fact]
    public async Task Enumerate_SequenceThrows_ItemsBeforeArriveThenTheException()
    {
        var seen = new List<int>();

        var failure = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await foreach (var item in Sequence().FailAfter(5).WithBatchSize(1)) seen.Add(item);
        });

        failure.Message.ShouldBe("The sequence broke.");
        seen.ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task Enumerate_BrokenOff_SequenceIsDisposed()
    {
        await foreach (var item in Sequence().Endless())
            if (item == 10) break;

        (await Journal.NextAsync<string>(_key, "the end of the sequence")).ShouldBe("disposed");
    }

    [Fact]
    public async Task Enumerate_ItemThatComesLater_ArrivesAsItComes()
    {
        await using var items = Sequence().Pushed(2).GetAsyncEnumerator();

        var first = items.MoveNextAsync().AsTask();
        await Sequence().Push(5);
        (await first.WithinDeadline("the first item")).ShouldBeTrue();
        items.Current.ShouldBe(5);
        await Sequence().Push(6);
        (await items.MoveNextAsync().AsTask().WithinDeadline("the second item")).ShouldBeTrue();
        items.Current.ShouldBe(6);
        (await items.MoveNextAsync().AsTask().WithinDeadline("the end")).ShouldBeFalse();
    }

    [Fact]
    public async Task Enumerate_GrainIsDeactivated_IsAborted()
    {
        await using var items = Sequence().Endless().WithBatchSize(1).GetAsyncEnumerator();
        await items.MoveNextAsync();

        await Sequence().Leave();
        (await Journal.NextAsync<string>(_key, "the end of the sequence")).ShouldBe("disposed");

        await Should.ThrowAsync<EnumerationAbortedException>(
            async () => await items.MoveNextAsync().AsTask().WithinDeadline("the next item"));
    }

    [Fact]
    public async Task Enumerate_TokenOfEnumerationCancelled_StopsBothSides()
    {
        using var source = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Sequence().Stuck().WithCancellation(source.Token)) await source.CancelAsync();
        });

        (await Journal.NextAsync<string>(_key, "the end of the sequence")).ShouldBe("cancelled");
    }

    [Fact]
    public async Task Enumerate_TokenArgumentCancelled_StopsBothSides()
    {
        using var source = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Sequence().Stuck(source.Token)) await source.CancelAsync();
        });

        (await Journal.NextAsync<string>(_key, "the end of the sequence")).ShouldBe("cancelled");
    }

    [Fact]
    public async Task Enumerate_SeveralAtOnce_AreApart()
    {
        var all = await Task.WhenAll(Enumerable.Range(1, 5).Select(i => Collect(Sequence().Count(i * 50))));

        all.Select(static items => items.Count).ShouldBe([50, 100, 150, 200, 250]);
    }

    [Fact]
    public async Task Enumerate_SameEnumerableTwice_StartsAgain()
    {
        var sequence = Sequence().Count(5);

        (await Collect(sequence)).ShouldBe(await Collect(Sequence().Count(5)));
        (await Collect(sequence)).Count.ShouldBe(5);
    }

    private static async Task<List<int>> Collect(IAsyncEnumerable<int> sequence)
    {
        var items = new List<int>();
        await foreach (var item in sequence) items.Add(item);
        return items;
    }

    private ISequence Sequence() => cluster.Client.GetGrain<ISequence>(_key);
}
