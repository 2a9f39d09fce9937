using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Filters;

[Collection(ClusterCollection.Name)]
public sealed class CallFilterTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Incoming_SiloFiltersAndGrainFilter_NestInOrderOfRegistration()
    {
        var name = await cluster.Client.GetGrain<IFilteredMarks>(_key).Name();

        name.ShouldBe("first(second(grain(method)))");
    }

    [Fact]
    public async Task Incoming_GrainFilter_SeesMethodAndResult()
    {
        await Grain().Echo("hello");

        (await Journal.NextAsync<string>(_key, 2, "the filter's notes"))
            .ShouldBe(["before Echo of FilteredGrain", "after hello"]);
    }

    [Fact]
    public async Task Incoming_FilterThrows_CallerGetsTheException()
    {
        var failure = await Should.ThrowAsync<UnauthorizedAccessException>(() => Grain().Refused());

        failure.Message.ShouldBe("The grain's filter refuses.");
    }

    [Fact]
    public async Task Incoming_FilterDoesNotInvoke_MethodDoesNotRun()
    {
        (await Grain().Replaced()).ShouldBe("replaced");
    }

    [Fact]
    public async Task Incoming_MethodThrows_FilterSeesTheException()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Grain().Throws());

        (await Journal.NextAsync<string>(_key, 2, "the filter's notes"))
            .ShouldBe(["before Throws of FilteredGrain", "caught from the method"]);
    }

    [Fact]
    public async Task Outgoing_OfClient_ChangesArgumentAndResult()
    {
        (await Grain().ThroughClientFilter("text")).ShouldBe("text changed seen");
    }

    [Fact]
    public async Task Outgoing_OfClient_MayRefuse()
    {
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Grain().ThroughClientFilter("refuse"));
    }

    [Fact]
    public async Task Outgoing_OfSilo_SeesCallsOfGrains()
    {
        var other = Journal.NewKey();

        (await Grain().CallOther(other, "hi")).ShouldBe("hi");

        (await Journal.NextAsync<string>($"out-{other}", "the filter's note")).ShouldBe($"{_key} Echo");
    }

    private IFiltered Grain() => cluster.Client.GetGrain<IFiltered>(_key);
}
