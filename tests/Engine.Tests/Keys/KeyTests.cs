using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Keys;

[Collection(ClusterCollection.Name)]
public sealed class KeyTests(EngineCluster cluster)
{
    private static readonly Guid Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");

    [Theory]
    [InlineData("plain")]
    [InlineData("with/slash and ü")]
    [InlineData("12345")]
    public async Task Text_ReachesTheGrain(string key)
    {
        (await cluster.Client.GetGrain<ITextKeyed>(key).Key()).ShouldBe(key);
    }

    [Fact]
    public async Task Guid_ReachesTheGrain()
    {
        (await cluster.Client.GetGrain<IGuidKeyed>(Id).Key()).ShouldBe(Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(42)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task Number_ReachesTheGrain(long key)
    {
        (await cluster.Client.GetGrain<INumberKeyed>(key).Key()).ShouldBe(key);
    }

    [Fact]
    public async Task Compound_ReachesTheGrain()
    {
        (await cluster.Client.GetGrain<IGuidTextKeyed>(Id, "a+b").Key()).ShouldBe((Id, "a+b"));
        (await cluster.Client.GetGrain<INumberTextKeyed>(42, "text").Key()).ShouldBe((42, "text"));
    }

    [Fact]
    public async Task Id_IsTypeAndKey()
    {
        var grain = cluster.Client.GetGrain<ITextKeyed>("the-key");

        grain.GetGrainId().ToString().ShouldBe("engine-tests.text-keyed/the-key");
        (await grain.Id()).ShouldBe(GrainId.Create("engine-tests.text-keyed", "the-key"));
        GrainId.Parse("engine-tests.text-keyed/the-key").ShouldBe(grain.GetGrainId());
    }

    [Fact]
    public async Task Reference_FromId_ReachesTheSameGrain()
    {
        var id = GrainId.Create("engine-tests.text-keyed", "from-id");

        (await cluster.Client.GetGrain<ITextKeyed>(id).Key()).ShouldBe("from-id");
        (await cluster.Client.GetGrain(id).AsReference<ITextKeyed>().Key()).ShouldBe("from-id");
        (await ((ITextKeyed)cluster.Client.GetGrain(typeof(ITextKeyed), "from-id")).Key()).ShouldBe("from-id");
    }

    [Fact]
    public void References_OfOneGrain_AreEqual()
    {
        var one = cluster.Client.GetGrain<ITextKeyed>("same");
        var other = cluster.Client.GetGrain<ITextKeyed>("same");

        one.ShouldBe(other);
        one.GetHashCode().ShouldBe(other.GetHashCode());
        one.ShouldNotBe(cluster.Client.GetGrain<ITextKeyed>("different"));
    }

    [Fact]
    public void UniformHash_IsTheSameOnBothEngines()
    {
        GrainId.Create("agent", "0f8fad5b-d9cb-469f-a165-70867728950e").GetUniformHashCode().ShouldBe(4265109209u);
    }

    [Fact]
    public void KeyText_HasOrleansForm()
    {
        cluster.Client.GetGrain<INumberKeyed>(255).GetGrainId().Key.ToString().ShouldBe("FF");
        cluster.Client.GetGrain<IGuidKeyed>(Id).GetGrainId().Key.ToString().ShouldBe(Id.ToString("N"));
        cluster.Client.GetGrain<INumberTextKeyed>(255, "x").GetGrainId().Key.ToString().ShouldBe("FF+x");
    }

    [Fact]
    public void Empty_IsRefused()
    {
        Should.Throw<ArgumentException>(() => cluster.Client.GetGrain<ITextKeyed>(""));
    }

    [Fact]
    public void Interface_NoClass_IsRefused()
    {
        Should.Throw<ArgumentException>(() => cluster.Client.GetGrain<IAbsent>("x"));
    }

    [Fact]
    public async Task Interface_SeveralClasses_NeedsAPrefix()
    {
        Should.Throw<ArgumentException>(() => cluster.Client.GetGrain<IAmbiguous>("x"));
        var two = cluster.Client.GetGrain<IAmbiguous>("x", typeof(AmbiguousTwoGrain).FullName);

        (await two.Name()).ShouldBe("two");
    }
}
