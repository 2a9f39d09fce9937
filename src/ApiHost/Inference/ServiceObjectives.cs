using System.Globalization;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Inference;

/// <summary>The latency a request wishes for; advice to the router, never a reason to refuse.</summary>
/// <param name="TtftMs">Wanted time to first token in ms, or null.</param>
/// <param name="TpotMs">Wanted time per output token in ms, or null.</param>
internal readonly record struct ServiceObjectives(double? TtftMs, double? TpotMs)
{
    private const string TtftHeader = "X-SLO-TTFT-Ms";
    private const string TpotHeader = "X-SLO-TPOT-Ms";
    private const double LongestMs = 3_600_000;

    /// <summary>Reads both headers.</summary>
    /// <returns>Null, or what is wrong with one of them.</returns>
    public static Fault? Read(IHeaderDictionary headers, out ServiceObjectives objectives)
    {
        var first = Read(headers, TtftHeader, out var ttftMs);
        var second = Read(headers, TpotHeader, out var tpotMs);
        objectives = new ServiceObjectives(ttftMs, tpotMs);
        return first ?? second;
    }

    private static Fault? Read(IHeaderDictionary headers, string name, out double? value)
    {
        value = null;
        if (!headers.TryGetValue(name, out var text))
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is > 0 and <= LongestMs)
        {
            value = milliseconds;
            return null;
        }

        return new Fault(
            FaultCode.InvalidRequest, $"{name} must be a number of milliseconds above 0, at most {LongestMs}.", name);
    }
}
