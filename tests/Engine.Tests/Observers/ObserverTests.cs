using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Observers;

[Collection(ClusterCollection.Name)]
public sealed class ObserverTests(EngineCluster cluster)
{
    private readonly string _key = Journal.NewKey();

    [Fact]
    public async Task Tell_Subscribed_ObserverIsTold()
    {
        var observer = new NewsObserver(_key);
        await News().Subscribe(Refer(observer));

        await News().Tell("good");

        (await Journal.NextAsync<string>(_key, "the news")).ShouldBe("good");
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Tell_Often_ObserverIsToldEachOnce()
    {
        var observer = new NewsObserver(_key);
        await News().Subscribe(Refer(observer));

        for (var i = 0; i < 100; i++) await News().Tell($"{i}");

        (await Journal.NextAsync<string>(_key, 100, "the news"))
            .ShouldBe(Enumerable.Range(0, 100).Select(static i => $"{i}"), ignoreOrder: true);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Hand_MethodWithTask_IsAwaited()
    {
        var observer = new NewsObserver(_key);
        await News().Subscribe(Refer(observer));

        await News().Hand("good");

        Journal.IsEmpty(_key).ShouldBeFalse();
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Hand_ObserverThrows_GrainGetsTheException()
    {
        var observer = new NewsObserver(_key);
        await News().Subscribe(Refer(observer));

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => News().Hand("bad"));

        failure.Message.ShouldBe("The observer does not like this.");
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Tell_ObserverThrows_GrainDoesNotNotice()
    {
        var observer = new NewsObserver(_key);
        await News().Subscribe(Refer(observer));

        await News().Tell("bad");
        await News().Tell("good");

        (await Journal.NextAsync<string>(_key, "the news after")).ShouldBe("good");
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Follow_GrainAsObserver_IsTold()
    {
        var other = Journal.NewKey();
        await News().Follow(other);

        await cluster.Client.GetGrain<INews>(other).Hand("to a grain");

        (await Journal.NextAsync<string>(_key, "the news")).ShouldBe("to a grain");
    }

    [Fact]
    public async Task Subscribe_SameReferenceTwice_IsOneObserver()
    {
        var observer = new NewsObserver(_key);
        var reference = Refer(observer);

        await News().Subscribe(reference);
        await News().Subscribe(reference);

        (await News().Count()).ShouldBe(1);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Recommend_OtherGrain_MayTellToo()
    {
        var other = Journal.NewKey();
        var observer = new NewsObserver(_key);
        await News().Subscribe(Refer(observer));

        await News().Recommend(other);
        await cluster.Client.GetGrain<INews>(other).Tell("from the other");

        (await Journal.NextAsync<string>(_key, "the news")).ShouldBe("from the other");
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Delete_Reference_ObserverIsNotToldAnyMore()
    {
        var control = Journal.NewKey();
        var observer = new NewsObserver(_key);
        var remaining = new NewsObserver(control);
        var reference = Refer(observer);
        await News().Subscribe(reference);
        await News().Subscribe(Refer(remaining));

        cluster.Client.DeleteObjectReference<INewsObserver>(reference);
        await News().Tell("after");

        (await Journal.NextAsync<string>(control, "the remaining observer")).ShouldBe("after");
        Journal.IsEmpty(_key).ShouldBeTrue();
        GC.KeepAlive(observer);
        GC.KeepAlive(remaining);
    }

    [Fact]
    public void Delete_ObjectThatIsNoReference_IsRefused()
    {
        Should.Throw<ArgumentException>(
            () => cluster.Client.DeleteObjectReference<INewsObserver>(new NewsObserver(_key)));
    }

    private INewsObserver Refer(NewsObserver observer) =>
        cluster.Client.CreateObjectReference<INewsObserver>(observer);

    private INews News() => cluster.Client.GetGrain<INews>(_key);
}
