using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A named part of a grain's stored state, injected by <see cref="PersistentStateAttribute"/>.</summary>
/// <typeparam name="TState">The type of the state.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>;
