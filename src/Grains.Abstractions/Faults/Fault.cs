using Orleans;

namespace Xerotier.Grains.Faults;

/// <summary>Why something was refused, as a value: what grains answer instead of throwing.</summary>
/// <param name="Code">The closed category; the API host maps it to a status, type and code in one place.</param>
/// <param name="Message">A sentence for the caller; never holds a secret or another project's data.</param>
/// <param name="Param">The offending request field in wire spelling, if there is one.</param>
/// <param name="RetryAfterSeconds">When a retry can help: whole seconds to wait, at least 1.</param>
[GenerateSerializer, Alias("xerotier.fault"), Immutable]
public sealed record Fault(
    [property: Id(0)] FaultCode Code,
    [property: Id(1)] string Message,
    [property: Id(2)] string? Param = null,
    [property: Id(3)] int? RetryAfterSeconds = null);
