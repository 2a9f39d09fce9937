using System.Text.Json.Serialization;
using Xerotier.Protocol.Lists;

namespace Xerotier.ApiHost.Usage;

/// <summary>Source-generated JSON of usage answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ListEnvelope<UsageBody>))]
internal sealed partial class UsageJson : JsonSerializerContext;
