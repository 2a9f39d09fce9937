using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Xerotier.Engine.Tests.Cluster;

/// <summary>What grains and observers saw, by key: the cluster runs in the process of the tests.</summary>
internal static class Journal
{
    private static readonly ConcurrentDictionary<string, Channel<object>> Pages = new();
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();

    public static string NewKey() => $"test-{Guid.NewGuid()}";

    public static void Write(string key, object entry) => Page(key).Writer.TryWrite(entry);

    /// <summary>The next entry, in the order of writing.</summary>
    public static async Task<T> NextAsync<T>(string key, string what) =>
        (T)await Page(key).Reader.ReadAsync().AsTask().WithinDeadline(what);

    public static async Task<T[]> NextAsync<T>(string key, int count, string what)
    {
        var entries = new T[count];
        for (var i = 0; i < count; i++) entries[i] = await NextAsync<T>(key, $"{what}, entry {i + 1} of {count}");
        return entries;
    }

    public static bool IsEmpty(string key) => !Page(key).Reader.TryPeek(out _);

    /// <summary>Waits, in a grain, until the test opens the gate.</summary>
    public static Task PassAsync(string gate) => Gate(gate).Task.WithinDeadline($"gate {gate}");

    public static void Open(string gate) => Gate(gate).TrySetResult();

    private static Channel<object> Page(string key) =>
        Pages.GetOrAdd(key, static _ => Channel.CreateUnbounded<object>());

    private static TaskCompletionSource Gate(string key) =>
        Gates.GetOrAdd(key, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
