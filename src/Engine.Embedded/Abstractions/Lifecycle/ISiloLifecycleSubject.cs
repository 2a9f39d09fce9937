namespace Orleans.Runtime;

/// <summary>The lifecycle of a silo, for its owner.</summary>
public interface ISiloLifecycleSubject : ISiloLifecycle, ILifecycleObserver;
