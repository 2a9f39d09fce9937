using System.Diagnostics;

namespace Xerotier.ApiHost.Telemetry;

/// <summary>The host's traces.</summary>
internal static class HostTracing
{
    /// <summary>Name of the one activity source.</summary>
    public const string SourceName = "Xerotier.ApiHost";

    /// <summary>The one activity source.</summary>
    public static ActivitySource Source { get; } = new(SourceName);
}
