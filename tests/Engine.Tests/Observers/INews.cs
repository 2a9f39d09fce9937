using Orleans;

namespace Xerotier.Engine.Tests.Observers;

internal interface INews : IGrainWithStringKey
{
    /// <summary>Observes another grain.</summary>
    Task Follow(string other);

    Task Subscribe(INewsObserver observer);

    Task<int> Count();

    Task Tell(string news);

    Task Hand(string news);

    /// <summary>Passes the observer on to another grain.</summary>
    Task Recommend(string other);
}
