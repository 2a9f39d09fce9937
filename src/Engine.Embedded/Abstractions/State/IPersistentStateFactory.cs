namespace Orleans.Runtime;

/// <summary>Makes the stored parts of grains.</summary>
public interface IPersistentStateFactory
{
    /// <summary>Makes a stored part of a grain, read before the grain activates.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="context">The activation.</param>
    /// <param name="config">The names.</param>
    IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config);
}
