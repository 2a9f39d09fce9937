using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.Backends;

/// <summary>One answer of the scripted backend: what it was asked, and points where test and backend meet.</summary>
public sealed class Scene(string name, Func<Scene, HttpContext, Task> play)
{
    private readonly TaskCompletionSource<JsonElement> _asked = NewSource<JsonElement>();
    private readonly TaskCompletionSource _cue = NewSource();
    private readonly TaskCompletionSource _cancelled = NewSource();
    private int _performances;

    /// <summary>The message that asks for the scene.</summary>
    public string Name => name;

    /// <summary>How often it was asked for.</summary>
    public int Performances => Volatile.Read(ref _performances);

    /// <summary>The first request for it.</summary>
    public Task<JsonElement> AskedAsync() => Deadline.For(_asked.Task, $"a request for scene '{name}'");

    /// <summary>The end of the request by the other side.</summary>
    public Task CancelledAsync() => Deadline.For(_cancelled.Task, $"the cancellation of scene '{name}'");

    /// <summary>Lets the backend go on after <see cref="CueAsync"/>.</summary>
    public void GiveCue() => _cue.TrySetResult();

    /// <summary>On the backend: waits until the test gives the cue or the request is cancelled.</summary>
    public Task CueAsync(HttpContext context) => _cue.Task.WaitAsync(context.RequestAborted);

    public async Task PlayAsync(JsonElement request, HttpContext context)
    {
        Interlocked.Increment(ref _performances);
        _asked.TrySetResult(request);
        using var _ = context.RequestAborted.Register(() => _cancelled.TrySetResult());
        try
        {
            await play(this, context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            _cancelled.TrySetResult();
        }
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
