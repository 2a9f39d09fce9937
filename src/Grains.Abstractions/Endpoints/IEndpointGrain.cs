using Orleans;
using Orleans.Concurrency;
using Xerotier.Grains.Faults;

namespace Xerotier.Grains.Endpoints;

/// <summary>
/// One endpoint: a named inference URL bound to one model and one tier. Key: <see cref="GrainKeys.Endpoint"/>.
/// Called by API hosts; calls the model's grain. Writes are durable before they are acknowledged.
/// </summary>
[Alias("xerotier.endpoint")]
public interface IEndpointGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates the endpoint; <see cref="FaultCode.AlreadyExists"/> when the slug is taken, and what
    /// <see cref="Models.IModelGrain.AddEndpointAsync"/> answers when the model cannot be used.
    /// </summary>
    [Alias("create")]
    ValueTask<Result<EndpointInfo>> CreateAsync(EndpointSpec spec);

    /// <summary>The endpoint, or <see cref="FaultCode.EndpointNotFound"/>.</summary>
    [ReadOnly, Alias("get")]
    ValueTask<Result<EndpointInfo>> GetAsync();

    /// <summary>
    /// Changes the endpoint; id, project and slug stay. Faults of the model as when it is created;
    /// <see cref="FaultCode.InvalidState"/> when somebody else has changed the endpoint meanwhile.
    /// </summary>
    /// <param name="spec">What it is to be.</param>
    /// <param name="revision">Which <see cref="EndpointInfo.Revision"/> <paramref name="spec"/> was made from.</param>
    [Alias("update")]
    ValueTask<Result<EndpointInfo>> UpdateAsync(EndpointSpec spec, long revision);

    /// <summary>Deletes the endpoint; absent is fine.</summary>
    [Alias("delete")]
    ValueTask DeleteAsync();

    /// <summary>
    /// The endpoint with what is needed of its model to serve a request, or <see cref="FaultCode.EndpointNotFound"/>
    /// or <see cref="FaultCode.ModelNotFound"/>. Hosts cache the answer for a few seconds.
    /// </summary>
    [Repeatable, ResponseTimeout("00:00:02"), Alias("resolve")]
    ValueTask<Result<EndpointRoute>> ResolveAsync();
}
