using Xerotier.Grains.Requests;

namespace Xerotier.ApiHost.Inference;

/// <summary>How long an agent may be silent, from its last sign of life.</summary>
/// <param name="Probe">From when on it is asked whether it is alive; infinite for never.</param>
/// <param name="GiveUp">From when on another agent takes over, alive or not; infinite for never.</param>
/// <param name="Limit">When the request ends, whether there is another agent or not.</param>
internal readonly record struct Patience(TimeSpan Probe, TimeSpan GiveUp, TimeSpan Limit)
{
    private static readonly TimeSpan Never = TimeSpan.MaxValue;

    /// <summary>The first of the three.</summary>
    public TimeSpan Earliest =>
        Probe < GiveUp ? (Probe < Limit ? Probe : Limit) : GiveUp < Limit ? GiveUp : Limit;

    /// <summary>Waits for as long as the tier allows.</summary>
    public static Patience Of(TimeSpan limit) => new(Never, Never, limit);

    /// <summary>Until the first byte of an answer.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="call">The request.</param>
    /// <param name="route">What is expected of the agent.</param>
    public static Patience UntilFirstByte(PatienceOptions options, InferenceCall call, RouteReply route)
    {
        var limit = call.Endpoint.Tier.RequestTimeout;
        if (route.ExpectedTtftMs is not { } ttftMs)
        {
            // A model that has just been loaded, or a long prompt: nobody can tell, so an agent that lives may work.
            return new Patience(options.Probe, Never, limit);
        }

        var first = Longer(options.FirstByte, options.FirstByteFactor * ttftMs);
        if (call.Outline.Stream)
        {
            return new Patience(Never, first, limit);
        }

        // Most agents send the headers of an answer in one piece when they have all of it.
        var whole = route.ExpectedTpotMs is { } tpotMs && call.Endpoint.CompletionTokens(call.Outline) is { } tokens
            ? Longer(first, (options.FirstByteFactor * ttftMs) + (options.GapFactor * tpotMs * tokens))
            : Never;
        return new Patience(first, whole, limit);
    }

    /// <summary>Between two chunks of a stream that another agent can go on with.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="call">The request.</param>
    /// <param name="route">What is expected of the agent.</param>
    public static Patience BetweenChunks(PatienceOptions options, InferenceCall call, RouteReply route)
    {
        var limit = call.Endpoint.Tier.RequestTimeout;
        return route.ExpectedTpotMs is { } tpotMs
            ? new Patience(Never, Longer(options.Gap, options.GapFactor * tpotMs), limit)
            : new Patience(options.Probe, Never, limit);
    }

    /// <summary>What is left to wait for when nothing came of it after some silence.</summary>
    public Patience After(TimeSpan silence) => this with
    {
        Probe = silence < Probe ? Probe : silence * 2,
        GiveUp = silence < GiveUp ? GiveUp : silence * 2,
    };

    private static TimeSpan Longer(TimeSpan least, double milliseconds) =>
        milliseconds > least.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, TimeSpan.MaxValue.TotalMilliseconds / 4))
            : least;
}
