using Orleans;

namespace Xerotier.Grains.Fleet;

/// <summary>
/// How fast an agent serves a model, as two lines: time to first token over prompt tokens, time per output token over
/// running requests.
/// </summary>
/// <param name="Model">Served name.</param>
/// <param name="BaseMs">Time to first token of an empty prompt on the idle agent in ms.</param>
/// <param name="MsPerToken">What each prompt token adds in ms.</param>
/// <param name="StepMs">Time per output token of a lone request in ms.</param>
/// <param name="StepMsPerRunning">What each further running request adds to it in ms.</param>
[GenerateSerializer, Alias("xerotier.model-speed"), Immutable]
public sealed record ModelSpeed(
    [property: Id(0)] string Model,
    [property: Id(1)] double BaseMs,
    [property: Id(2)] double MsPerToken,
    [property: Id(3)] double StepMs,
    [property: Id(4)] double StepMsPerRunning);
