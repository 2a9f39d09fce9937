namespace Xerotier.Routing.Latency;

/// <summary>
/// A straight line y = intercept + slope * x learned from a stream: weighted least squares over sums in which older
/// samples fade, held near a prior line until enough is seen. O(1) in time and memory.
/// </summary>
internal sealed class DecayingLine
{
    private readonly double _keep;
    private double _n, _x, _y, _xx, _xy;

    /// <summary>Starts at a prior line.</summary>
    /// <param name="intercept">Prior value at 0.</param>
    /// <param name="slope">Prior slope.</param>
    /// <param name="span">An x of usual size; the prior counts as one sample at 0 and one here.</param>
    /// <param name="keep">Share of their weight that samples keep when one is added, between 0 and 1.</param>
    public DecayingLine(double intercept, double slope, double span, double keep)
    {
        _keep = keep;
        Add(0, intercept);
        Add(span, intercept + (slope * span));
    }

    /// <summary>Change of y for one more x; never negative.</summary>
    public double Slope
    {
        get
        {
            double spread = (_n * _xx) - (_x * _x);
            return spread > 0 ? Math.Max(0, ((_n * _xy) - (_x * _y)) / spread) : 0;
        }
    }

    /// <summary>Value at 0; never negative.</summary>
    public double Intercept => Math.Max(0, (_y - (Slope * _x)) / _n);

    /// <summary>Learns one sample; one that is not finite or negative is ignored.</summary>
    public void Observe(double x, double y)
    {
        if (!(x >= 0 && y >= 0 && double.IsFinite(x) && double.IsFinite(y)))
        {
            return;
        }

        _n *= _keep;
        _x *= _keep;
        _y *= _keep;
        _xx *= _keep;
        _xy *= _keep;
        Add(x, y);
    }

    private void Add(double x, double y)
    {
        _n += 1;
        _x += x;
        _y += y;
        _xx += x * x;
        _xy += x * y;
    }
}
