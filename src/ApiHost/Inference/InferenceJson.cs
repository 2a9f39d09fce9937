using System.Text.Json.Serialization;

namespace Xerotier.ApiHost.Inference;

/// <summary>Source-generated JSON of single values that are spliced into bodies.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class InferenceJson : JsonSerializerContext;
