using System.ComponentModel.DataAnnotations;

namespace Xerotier.ApiHost.Routes;

/// <summary>What this host remembers of requests until it has handed it to the projects' logs.</summary>
internal sealed class RouteRecordingOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "RouteRecording";

    /// <summary>
    /// Whether every request is remembered for a while, so that it can be explained afterwards. Without it only answers
    /// to <c>X-Xerotier-Route: explain</c> explain anything. Default true.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Requests that wait to be handed on at most; further ones are not remembered. Default 10,000, 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxPending { get; set; } = 10_000;
}
