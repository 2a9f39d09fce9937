namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Numbers within a schema's bounds.</summary>
internal static class SampleNumber
{
    private const double DefaultSpan = 100;

    /// <param name="bound">Looks a bound up by its keyword.</param>
    /// <param name="seed">Which of the numbers within.</param>
    public static decimal Of(Func<string, double?> bound, ulong seed)
    {
        var step = bound("multipleOf") is > 0 and var multiple ? Exact(multiple) : 1;
        var least = Lowest(bound, step);
        var most = Highest(bound, step);
        var low = least ?? (most is { } top ? top - Exact(DefaultSpan) : 0);
        var high = most ?? low + Exact(DefaultSpan);
        var first = Math.Ceiling(low / step) * step;
        // No whole number fits, e.g. a share between 0.2 and 0.8: the middle does, if no step is asked for.
        if (first > high) return (low + high) / 2;
        var choices = Math.Floor((high - first) / step) + 1;
        return first + ((decimal)(seed % 1_000_000) % choices * step);
    }

    private static decimal? Lowest(Func<string, double?> bound, decimal step) =>
        bound("exclusiveMinimum") is { } exclusive
            ? Exact(exclusive) + Inside(step, exclusive)
            : Exact(bound("minimum"));

    private static decimal? Highest(Func<string, double?> bound, decimal step) =>
        bound("exclusiveMaximum") is { } exclusive
            ? Exact(exclusive) - Inside(step, exclusive)
            : Exact(bound("maximum"));

    /// <summary>A little, so that an exclusive bound itself is never taken.</summary>
    private static decimal Inside(decimal step, double bound) =>
        Math.Abs(bound) < 1e9 ? step / 1000 : step;

    private static decimal? Exact(double? value) => value is { } number ? Exact(number) : null;

    private static decimal Exact(double value) => (decimal)Math.Clamp(value, -1e15, 1e15);
}
