using Xerotier.Routing.Fleet;

namespace Xerotier.Routing.Signals;

/// <summary>
/// <c>model_affinity</c> = how near the agent is to serving the wanted version: 1 loaded (or loaded and no version is
/// wanted), 0.75 loaded by a backend that does not say which version, 0.5 being loaded or on the agent's disk, 0
/// cold. Input: heartbeat.
/// </summary>
internal sealed class ModelAffinity : ISignal
{
    public void Score(in ScoringContext context, Span<double> scores)
    {
        bool anyVersion = context.Request.Version is null;
        ModelReadiness[] readiness = context.Model.Readiness;
        string?[] versions = context.Model.Versions;
        int[] rows = context.Candidates.Rows;
        for (int i = 0; i < scores.Length; i++)
        {
            int row = rows[i];
            scores[i] = readiness[row] switch
            {
                ModelReadiness.Loaded => anyVersion || versions[row] is not null ? 1 : 0.75,
                ModelReadiness.Loading or ModelReadiness.Cached => 0.5,
                _ => 0,
            };
        }
    }
}
