namespace Orleans.Runtime;

/// <summary>The lifecycle of an activation; stages in <see cref="GrainLifecycleStage"/>.</summary>
public interface IGrainLifecycle : ILifecycleObservable;
