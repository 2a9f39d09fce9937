using Xerotier.Agent.Backends;
using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Models;

/// <summary>A model version in memory, or on its way there. The library's lock guards what changes.</summary>
/// <param name="wish">What is to be loaded.</param>
/// <param name="number">Grows from load to load.</param>
/// <param name="now">Now.</param>
internal sealed class ModelSlot(ModelLoadRequest wish, long number, DateTimeOffset now)
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _unused;

    public ModelKey Key { get; } = LoadWish.Key(wish);

    public long Number => number;

    public string Name { get; } = wish.ServedName!;

    /// <summary>What it was last asked for.</summary>
    public ModelLoadRequest Wish { get; set; } = wish;

    /// <summary>Ends when it is loaded, or with the reason why it is not.</summary>
    public Task Loading { get; set; } = Task.CompletedTask;

    /// <summary>Ends when there is something new to decide: it is loaded, failed, or on its way out and gone.</summary>
    public Task Settled => IsDraining ? _gone.Task : Loading;

    public DateTimeOffset Started { get; } = now;

    /// <summary>How much of its files has arrived, 0 to 1.</summary>
    public double Progress { get; set; }

    public LoadPlan? Plan { get; set; }

    /// <summary>Memory that is set aside for it.</summary>
    public long MemoryBytes { get; set; }

    /// <summary>What serves it; null while it is loading.</summary>
    public IBackend? Backend { get; set; }

    /// <summary>Whether it takes no new requests.</summary>
    public bool IsDraining { get; set; }

    public DateTimeOffset LastUsed { get; set; } = now;

    public int Users { get; private set; }

    public bool IsServing => Backend is not null && !IsDraining;

    public void Enter() => Users++;

    public void Leave(DateTimeOffset now)
    {
        LastUsed = now;
        if (--Users == 0) _unused?.TrySetResult();
    }

    /// <summary>Completes when nobody uses it; only meaningful while draining.</summary>
    public Task WhenUnused()
    {
        if (Users == 0) return Task.CompletedTask;
        _unused ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _unused.Task;
    }

    /// <summary>It is no longer in memory.</summary>
    public void End() => _gone.TrySetResult();

    public ModelLoadAck Acknowledge() => new(
        Key.ModelId, Key.Version, State, Backend is null ? Progress : null,
        Plan?.Facts.QuantizationMethod, Plan?.Facts.QuantizationBits, Plan?.Quantization.Method,
        Plan?.Quantization.Reason, ContextLength, Plan?.MaxSequences, Plan?.MoeProfile);

    public HeartbeatModel Describe() => new(Name, Key.Version, State, ContextLength, Key.ModelId);

    private string State => IsServing ? AgentProtocol.LoadedState : AgentProtocol.LoadingState;

    private int? ContextLength =>
        Backend?.Status.Models is [{ ContextLength: { } length }, ..] ? length : Plan?.ContextLength;
}
