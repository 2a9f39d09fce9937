using System.Globalization;

namespace Xerotier.Benchmarks;

/// <summary>A measured value beside its budget.</summary>
internal sealed record Finding(string What, double Value, string Unit, string Budget)
{
    /// <summary>A value that must not exceed its budget.</summary>
    public Finding(string what, double value, string unit, double limit)
        : this(what, value, unit, string.Create(CultureInfo.InvariantCulture, $"<= {limit:N0} {unit}")) =>
        Exceeds = value > limit;

    /// <summary>Whether this is a failure.</summary>
    public bool Exceeds { get; }

    public override string ToString()
    {
        string verdict = Exceeds ? "  EXCEEDED" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{What,-44} {Value,14:N1} {Unit,-8} budget {Budget}{verdict}");
    }
}
