using Xerotier.Agent.Models;
using Xerotier.Agent.Prefixes;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Loads models into the simulation: each takes its time and memory and has an engine of its own.</summary>
internal sealed class SimulatedLoader(AgentOptions options, Pace pace, HeldPrefixes prefixes, AgentClock clock)
    : IModelLoader
{
    /// <summary>Models of unknown size that fit beside each other.</summary>
    private const int AssumedParts = 8;

    private readonly SimulatedOptions _options = options.Simulated;

    public LoadPlanner Planner { get; } = new(
        // A simulated accelerator supports whatever real ones do.
        Device.Of(options) with { Vendor = "nvidia", MemoryBytes = options.Simulated.MemoryBytes },
        options.Simulated.MemoryBytes,
        new PlanLimits(
            options.Simulated.MaxSequences, options.Simulated.ContextLength, options.Vllm.Quantization,
            AssumedBytes: options.Simulated.MemoryBytes / AssumedParts));

    public async Task<IBackend> LoadAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        await Task.Delay(_options.LoadTime, clock.Time, cancellationToken);
        return new SimulatedBackend(_options.With(plan), pace, prefixes, clock);
    }
}
