using System.Text.Json.Serialization;

namespace Xerotier.Agent.Enrollment;

/// <summary>JSON of the state file.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true)]
[JsonSerializable(typeof(EnrollmentState))]
internal sealed partial class EnrollmentJson : JsonSerializerContext;
