using Orleans;

namespace Xerotier.Grains.Models;

/// <summary>The result of a check.</summary>
/// <param name="Version">The version that was checked.</param>
/// <param name="Attempt">Which check of it this was.</param>
/// <param name="Facts">What was found; null when the check failed or there were no files to check.</param>
/// <param name="Error">Why it failed; null when it passed.</param>
[GenerateSerializer, Alias("xerotier.model-validation"), Immutable]
public sealed record ModelValidation(
    [property: Id(0)] string Version,
    [property: Id(1)] int Attempt,
    [property: Id(2)] ModelFacts? Facts,
    [property: Id(3)] string? Error);
