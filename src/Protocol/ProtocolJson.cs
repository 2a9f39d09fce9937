using System.Text.Json.Serialization;
using Xerotier.Protocol.Agents;
using Xerotier.Protocol.Errors;
using Xerotier.Protocol.Lists;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.Protocol;

/// <summary>
/// Source-generated JSON of the wire contracts: snake_case, nulls written, unknown members ignored on read.
/// Hosts and agents both use it, so neither needs reflection.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EnrollRequest))]
[JsonSerializable(typeof(EnrollResponse))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(HeartbeatRequest))]
[JsonSerializable(typeof(HeartbeatResponse))]
[JsonSerializable(typeof(ModelLoadRequest))]
[JsonSerializable(typeof(ModelLoadAck))]
[JsonSerializable(typeof(ModelManifest))]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(ListEnvelope<ModelObject>))]
[JsonSerializable(typeof(ModelObject))]
public sealed partial class ProtocolJson : JsonSerializerContext;
