using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Streams;

/// <summary>A grain that subscribes explicitly and writes down under its key what it gets.</summary>
internal interface IListener : IDeactivatable
{
    Task<Guid> Subscribe(string ns, string key);

    Task SubscribeTo(string provider, string ns, string key);

    Task SubscribeToBatches(string ns, string key);

    Task<Guid[]> Subscriptions(string ns, string key);

    Task<bool> Resume(string ns, string key);

    Task<string?> ResumeTwice(string ns, string key);

    Task Unsubscribe(string ns, string key);

    Task Publish(string ns, string key, Item item);

    /// <summary>Fails so many deliveries from now on.</summary>
    Task FailNext(int deliveries);

    /// <summary>Runs until the gate opens.</summary>
    Task Hold(string gate);

    /// <summary>Lets each delivery run until the gate opens.</summary>
    Task HoldDeliveries(string gate);
}
