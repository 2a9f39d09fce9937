using Orleans;

namespace Xerotier.Grains.Agents;

/// <summary>Asks an agent for room for one request.</summary>
/// <param name="Id">The lease's id.</param>
/// <param name="ProjectId">The project that pays.</param>
/// <param name="EndpointId">The endpoint served; checked against exclusive bindings.</param>
/// <param name="Model">Served name of the model.</param>
/// <param name="ReservedTokens">Uncached prompt tokens plus expected output tokens.</param>
/// <param name="AssumedLeases">In-flight leases the router assumed; a clearly higher count refuses the lease.</param>
/// <param name="UncachedTokens">Prompt tokens that the agent has to process.</param>
/// <param name="AssumedBacklogTokens">Prompt tokens that the router took to be waiting there, and how many more would
/// make another agent as good; clearly more refuse the lease.</param>
/// <param name="PredictedTtftMs">Time to first token in ms that the router predicted.</param>
/// <param name="Streams">Whether the answer is streamed, so that its first token will be seen.</param>
/// <param name="Continues">Whether the request goes on with an answer that another agent began; agents that cannot do
/// so refuse it.</param>
/// <param name="ProjectLimit">Most requests of the project that the tier lets run on one agent; 0 for no limit.</param>
[GenerateSerializer, Alias("xerotier.lease-request"), Immutable]
public sealed record LeaseRequest(
    [property: Id(0)] LeaseId Id,
    [property: Id(1)] string ProjectId,
    [property: Id(2)] Guid EndpointId,
    [property: Id(3)] string Model,
    [property: Id(4)] long ReservedTokens,
    [property: Id(5)] int AssumedLeases,
    [property: Id(6)] long UncachedTokens,
    [property: Id(7)] long AssumedBacklogTokens,
    [property: Id(8)] double PredictedTtftMs,
    [property: Id(9)] bool Streams,
    [property: Id(10)] bool Continues = false,
    [property: Id(11)] int ProjectLimit = 0);
