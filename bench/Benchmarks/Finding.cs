using System.Globalization;

namespace Xerotier.Benchmarks;

/// <summary>A measured value beside its budget.</summary>
internal sealed record Finding(string What, double Value, string Unit, string Budget)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{What,-44} {Value,14:N1} {Unit,-8} budget {Budget}");
}
