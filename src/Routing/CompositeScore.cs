using System.Numerics;

namespace Xerotier.Routing;

/// <summary>
/// Weighted geometric mean of signals in log form. A product, not a sum: what is equal for all candidates cancels
/// out, so no signal dilutes another. An unknown score (NaN) is left out and the other weights grow to fill the gap.
/// </summary>
internal sealed class CompositeScore
{
    /// <summary>A score of 0 counts as this, so that one bad signal is a strong reason and not a veto.</summary>
    public const double Floor = 0.01;

    private double[] _known = [];

    /// <summary>Writes log(score) of each candidate, 0 or less.</summary>
    /// <param name="columns">Scores by signal, each column at least as long as <paramref name="logs"/>.</param>
    /// <param name="weights">One weight a signal, adding up to 1.</param>
    /// <param name="logs">Where the logarithms go.</param>
    public void Combine(ReadOnlySpan<double[]> columns, ReadOnlySpan<double> weights, Span<double> logs)
    {
        if (_known.Length < logs.Length)
        {
            _known = new double[logs.Length];
        }

        Span<double> known = _known.AsSpan(0, logs.Length);
        logs.Clear();
        known.Clear();
        for (int i = 0; i < columns.Length; i++)
        {
            if (weights[i] > 0)
            {
                Add(columns[i].AsSpan(0, logs.Length), weights[i], logs, known);
            }
        }

        for (int i = 0; i < logs.Length; i++)
        {
            logs[i] = known[i] > 0 ? logs[i] / known[i] : 0;
        }
    }

    private static void Add(ReadOnlySpan<double> scores, double weight, Span<double> logs, Span<double> known)
    {
        int i = 0;
        for (; i <= scores.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var score = new Vector<double>(scores[i..]);
            Vector<double> isKnown = Vector.ConditionalSelect(
                Vector.Equals(score, score), new Vector<double>(weight), Vector<double>.Zero);
            (new Vector<double>(known[i..]) + isKnown).CopyTo(known[i..]);
            if (Vector.EqualsAll(score, Vector<double>.One))
            {
                continue;
            }

            Vector<double> log = Vector.Log(new Vector<double>(Floor) + (score * (1 - Floor))) * weight;
            log = Vector.ConditionalSelect(Vector.Equals(log, log), log, Vector<double>.Zero);
            (new Vector<double>(logs[i..]) + log).CopyTo(logs[i..]);
        }

        for (; i < scores.Length; i++)
        {
            if (!double.IsNaN(scores[i]))
            {
                known[i] += weight;
                logs[i] += weight * Math.Log(Floor + (scores[i] * (1 - Floor)));
            }
        }
    }
}
