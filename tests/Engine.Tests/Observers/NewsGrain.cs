using Orleans;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Observers;

[GrainType("engine-tests.news")]
internal sealed class NewsGrain : Grain, INews, INewsObserver
{
    private readonly HashSet<INewsObserver> _observers = [];

    public Task Subscribe(INewsObserver observer)
    {
        _observers.Add(observer);
        return Task.CompletedTask;
    }

    public Task<int> Count() => Task.FromResult(_observers.Count);

    public Task Tell(string news)
    {
        foreach (var observer in _observers) observer.Told(news);
        return Task.CompletedTask;
    }

    public Task Hand(string news) => Task.WhenAll(_observers.Select(observer => observer.Handed(news)));

    public Task Follow(string other) =>
        GrainFactory.GetGrain<INews>(other).Subscribe(this.AsReference<INewsObserver>());

    public void Told(string news) => Journal.Write(this.GetPrimaryKeyString(), news);

    public Task Handed(string news)
    {
        Told(news);
        return Task.CompletedTask;
    }

    public Task Recommend(string other) => GrainFactory.GetGrain<INews>(other).Subscribe(_observers.Single());
}
