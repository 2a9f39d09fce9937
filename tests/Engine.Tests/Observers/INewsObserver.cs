using Orleans;
using Orleans.Concurrency;

namespace Xerotier.Engine.Tests.Observers;

internal interface INewsObserver : IGrainObserver
{
    [OneWay]
    void Told(string news);

    Task Handed(string news);
}
