using Orleans;

namespace Xerotier.Grains.Faults;

/// <summary>A value or a <see cref="Faults.Fault"/>; exactly one of the two is set.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value on success.</param>
/// <param name="Fault">The reason on refusal.</param>
[GenerateSerializer, Alias("xerotier.result`1"), Immutable]
public sealed record Result<T>([property: Id(0)] T? Value, [property: Id(1)] Fault? Fault)
    where T : class
{
    /// <summary>Wraps a value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>Wraps a fault.</summary>
    public static implicit operator Result<T>(Fault fault) => new(null, fault);
}
