using Microsoft.Extensions.Logging;
using Xerotier.Agent.Logs;
using Xerotier.Agent.Models;

namespace Xerotier.Agent.Backends.Vllm;

/// <summary>Loads models by starting a vLLM for each, with the share of the GPU that it needs.</summary>
internal sealed class VllmLoader : IModelLoader
{
    private const double UsualShare = 0.9;

    private readonly AgentOptions _options;
    private readonly Pace _pace;
    private readonly AgentClock _clock;
    private readonly LogRing _logs;
    private readonly ILoggerFactory _loggers;
    private readonly Device _device;
    private int _started;

    public VllmLoader(AgentOptions options, Pace pace, AgentClock clock, LogRing logs, ILoggerFactory loggers)
    {
        (_options, _pace, _clock, _logs, _loggers) = (options, pace, clock, logs, loggers);
        var vllm = options.Vllm;
        _device = Device.Of(options);
        Planner = new LoadPlanner(
            _device, (long)(_device.MemoryBytes * (vllm.GpuMemoryUtilization ?? UsualShare)),
            new PlanLimits(vllm.MaxSequences, vllm.MaxModelLength, vllm.Quantization, vllm.TensorParallelSize ?? 1));
    }

    public LoadPlanner Planner { get; }

    public async Task<IBackend> LoadAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _started);
        var own = _options.Vllm.With(plan, _device, _options.Models.MoeProfiles, number);
        var backend = new VllmBackend(own, _options.OpenAi, _pace, _clock, _logs, _loggers);
        try
        {
            await backend.StartAsync(cancellationToken);
            if (await backend.Up.WaitAsync(cancellationToken)) return backend;
            throw LoadException.Failed(
                $"vLLM did not come up with '{plan.Name}'; its lines in the agent's log say why.");
        }
        catch
        {
            await backend.DisposeAsync();
            throw;
        }
    }
}
