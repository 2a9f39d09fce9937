using System.Numerics;
using System.Runtime.CompilerServices;
using Xerotier.Routing.Fleet;
using Xerotier.Routing.Latency;

namespace Xerotier.Routing;

/// <summary>The <see cref="LatencyEstimate"/> of some agents, one a lane.</summary>
/// <param name="BaseMs">TTFT of an empty prompt on an idle agent in ms.</param>
/// <param name="MsPerToken">Prefill time of one token in ms.</param>
/// <param name="StepMs">Time per output token of a lone request in ms.</param>
/// <param name="StepMsPerRunning">What each further running request adds to it in ms.</param>
internal readonly record struct SpeedLanes(
    Vector<double> BaseMs, Vector<double> MsPerToken, Vector<double> StepMs, Vector<double> StepMsPerRunning)
{
    /// <summary>Those of a row and the ones after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SpeedLanes Read(ModelColumns model, int row) => new(
        new Vector<double>(model.BaseMs, row),
        new Vector<double>(model.MsPerToken, row),
        new Vector<double>(model.StepMs, row),
        new Vector<double>(model.StepMsPerRunning, row));
}
