using System.Collections.Immutable;

namespace Xerotier.ApiHost.Auth;

/// <summary>What a key may be used for.</summary>
internal static class Scopes
{
    /// <summary>Inference, models and usage.</summary>
    public const string Inference = "inference";

    /// <summary>Keys, join keys, agents and endpoints.</summary>
    public const string Management = "management";

    /// <summary>Tool executions.</summary>
    public const string Execution = "execution";

    /// <summary>Every scope.</summary>
    public static ImmutableArray<string> All { get; } = [Inference, Management, Execution];
}
