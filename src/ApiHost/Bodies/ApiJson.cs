using System.Text.Json.Serialization;
using Xerotier.ApiHost.Agents;
using Xerotier.ApiHost.ApiKeys;
using Xerotier.ApiHost.Audit;
using Xerotier.ApiHost.Endpoints;
using Xerotier.ApiHost.Health;
using Xerotier.ApiHost.JoinKeys;
using Xerotier.ApiHost.Models;
using Xerotier.ApiHost.Projects;
using Xerotier.ApiHost.Routes;
using Xerotier.ApiHost.Sharing;
using Xerotier.ApiHost.Tiers;
using Xerotier.ApiHost.Uploads;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.Bodies;

/// <summary>Source-generated JSON of the bodies this host answers with: snake_case, nulls written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EndpointBody))]
[JsonSerializable(typeof(ListEnvelope<EndpointBody>))]
[JsonSerializable(typeof(ModelBody))]
[JsonSerializable(typeof(ListEnvelope<ModelBody>))]
[JsonSerializable(typeof(UploadBody))]
[JsonSerializable(typeof(ListEnvelope<UploadBody>))]
[JsonSerializable(typeof(UploadPartBody))]
[JsonSerializable(typeof(ListEnvelope<ModelListing>))]
[JsonSerializable(typeof(ModelMetadataBody))]
[JsonSerializable(typeof(VersionBody))]
[JsonSerializable(typeof(VersionListBody))]
[JsonSerializable(typeof(FitBody))]
[JsonSerializable(typeof(ApiKeyBody))]
[JsonSerializable(typeof(ListEnvelope<ApiKeyBody>))]
[JsonSerializable(typeof(JoinKeyBody))]
[JsonSerializable(typeof(ListEnvelope<JoinKeyBody>))]
[JsonSerializable(typeof(AgentBody))]
[JsonSerializable(typeof(ListEnvelope<AgentBody>))]
[JsonSerializable(typeof(ListEnvelope<AgentEventBody>))]
[JsonSerializable(typeof(ProjectBody))]
[JsonSerializable(typeof(ListEnvelope<ProjectBody>))]
[JsonSerializable(typeof(ListEnvelope<TierBody>))]
[JsonSerializable(typeof(RouteBody))]
[JsonSerializable(typeof(SharingBody))]
[JsonSerializable(typeof(FeatureBody))]
[JsonSerializable(typeof(ListEnvelope<AuditEntryBody>))]
[JsonSerializable(typeof(DeletedBody))]
[JsonSerializable(typeof(HealthBody))]
internal sealed partial class ApiJson : JsonSerializerContext;
