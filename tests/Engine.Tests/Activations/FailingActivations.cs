using System.Collections.Concurrent;

namespace Xerotier.Engine.Tests.Activations;

/// <summary>The keys whose next activation fails.</summary>
internal static class FailingActivations
{
    private static readonly ConcurrentDictionary<string, bool> Keys = new();

    public static void Add(string key) => Keys[key] = true;

    public static bool Remove(string key) => Keys.TryRemove(key, out _);
}
