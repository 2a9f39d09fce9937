using Xerotier.Routing.Signals;

namespace Xerotier.Routing;

/// <summary>The thirteen scores of each candidate and what they come to; buffers are used again.</summary>
internal sealed class Scoring
{
    private readonly CompositeScore _composite = new();
    private readonly double[][] _columns = new double[SignalSet.All.Length][];
    private double[] _logs = [];

    public Scoring() => Array.Fill(_columns, []);

    /// <summary>Logarithm of each candidate's score, 0 or less.</summary>
    public ReadOnlySpan<double> Logs => _logs;

    /// <summary>Scores every candidate; signals without weight are left out unless all are wanted.</summary>
    public void Run(in ScoringContext context, bool all)
    {
        int count = context.Candidates.Count;
        Grow(count);
        double[] weights = context.Policy.Weights;
        for (int i = 0; i < _columns.Length; i++)
        {
            if (all || weights[i] > 0)
            {
                SignalSet.All[i].Score(context, _columns[i].AsSpan(0, count));
            }
        }

        _composite.Combine(_columns, weights, _logs.AsSpan(0, count));
    }

    /// <summary>The thirteen scores of one candidate. Allocates.</summary>
    public double[] Of(int candidate) => [.. _columns.Select(column => column[candidate])];

    private void Grow(int count)
    {
        if (_logs.Length >= count)
        {
            return;
        }

        _logs = new double[count];
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = new double[count];
        }
    }
}
