namespace Orleans;

/// <summary>A lifecycle that its owner starts and stops.</summary>
public interface ILifecycleSubject : ILifecycleObservable, ILifecycleObserver;
