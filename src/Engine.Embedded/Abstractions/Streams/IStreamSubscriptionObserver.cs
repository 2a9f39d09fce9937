namespace Orleans.Streams.Core;

/// <summary>A grain that hears of its implicit subscriptions.</summary>
public interface IStreamSubscriptionObserver
{
    /// <summary>An item is about to arrive for the first time: attach an observer here.</summary>
    /// <param name="handleFactory">Makes the handle.</param>
    Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory);
}
