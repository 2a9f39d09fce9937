using System.Text.Json.Serialization;
using Xerotier.Agent.Backends.OpenAiCompatible;

namespace Xerotier.Agent.Backends;

/// <summary>JSON that backends read and write, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ListedModels))]
internal sealed partial class BackendJson : JsonSerializerContext;
