using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Xerotier.Grains;

namespace Xerotier.Silo.Clustering;

/// <summary>
/// Repeats calls that failed because a silo left or died, under one deadline; the cluster activates the grain
/// elsewhere meanwhile. Only calls that may be repeated; what a grain itself throws is not touched.
/// </summary>
internal sealed class RepeatedCalls(IOptions<MembershipOptions> options, TimeProvider time) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(320);

    private readonly ConcurrentDictionary<MethodInfo, bool> _repeatable = new();
    private readonly TimeSpan _limit = options.Value.RepeatLimit;

    /// <inheritdoc/>
    public Task Invoke(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod is { } method && _repeatable.GetOrAdd(method, IsRepeatable)
            ? RepeatAsync(context)
            : context.Invoke();

    private static bool IsRepeatable(MethodInfo method) =>
        method.IsDefined(typeof(RepeatableAttribute)) || method.IsDefined(typeof(ReadOnlyAttribute));

    private static bool IsOfCluster(Exception failure) =>
        failure is SiloUnavailableException or OrleansMessageRejectionException or TimeoutException;

    private async Task RepeatAsync(IOutgoingGrainCallContext context)
    {
        long started = time.GetTimestamp();
        for (TimeSpan pause = FirstPause; ; pause = pause < LongestPause ? 2 * pause : LongestPause)
        {
            try
            {
                await context.Invoke();
                if (context.Response?.Exception is not { } failure || !MayRepeat(failure))
                {
                    return;
                }
            }
            catch (Exception failure) when (MayRepeat(failure))
            {
                // The next attempt's outcome is the call's.
            }

            await Task.Delay(pause, time);
        }

        bool MayRepeat(Exception failure) => IsOfCluster(failure) && time.GetElapsedTime(started) < _limit;
    }
}
