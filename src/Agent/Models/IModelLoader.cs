using Xerotier.Agent.Backends;

namespace Xerotier.Agent.Models;

/// <summary>What brings up models in a backend, one after the other or beside each other.</summary>
internal interface IModelLoader
{
    /// <summary>Decides how models are loaded here.</summary>
    LoadPlanner Planner { get; }

    /// <summary>Loads a model; what comes back serves it alone, and unloads it when it is disposed.</summary>
    /// <param name="plan">How.</param>
    /// <param name="cancellationToken">Gives it up; nothing is left loaded then.</param>
    /// <exception cref="LoadException">It cannot be loaded.</exception>
    Task<IBackend> LoadAsync(LoadPlan plan, CancellationToken cancellationToken);
}
