using System.Text.Json.Serialization;

namespace Xerotier.ApiHost.Demo;

/// <summary>Source-generated JSON of the demo's files.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DemoFile))]
[JsonSerializable(typeof(DemoSecrets))]
internal sealed partial class DemoJson : JsonSerializerContext;
