using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Models;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Tests.Models;

/// <summary>Loads models when a test says so, within 10 GB.</summary>
internal sealed class ScriptedLoader : IModelLoader
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    public const long MemoryBytes = 10_000_000_000;

    public LoadPlanner Planner { get; } = new(
        new Device("NVIDIA_H100", "nvidia", MemoryBytes), MemoryBytes, new PlanLimits(64, null, null));

    /// <summary>Versions in the order in which they were loaded.</summary>
    public ConcurrentQueue<string> Started { get; } = new();

    public ConcurrentQueue<string> Unloaded { get; } = new();

    /// <summary>Keeps loads of a version waiting until the task ends.</summary>
    public TaskCompletionSource Hold(string version) => _gates[version] = new TaskCompletionSource();

    public async Task<IBackend> LoadAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        Started.Enqueue(plan.Key.Version);
        if (_gates.TryGetValue(plan.Key.Version, out var gate)) await gate.Task.WaitAsync(cancellationToken);
        return new Served(this, plan);
    }

    private sealed class Served(ScriptedLoader loader, LoadPlan plan) : IBackend
    {
        public int SuggestedConcurrency => 1;

        public bool ContinuesAnswers => false;

        public BackendStatus Status { get; } = BackendStatus.Unknown with
        {
            Models = [new HeartbeatModel(plan.Name, null, "loaded", 4096)],
        };

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task ServeAsync(HttpContext context, CancellationToken cancellationToken) =>
            context.Response.WriteAsync(plan.Key.Version, cancellationToken);

        public ValueTask DisposeAsync()
        {
            loader.Unloaded.Enqueue(plan.Key.Version);
            return ValueTask.CompletedTask;
        }
    }
}
