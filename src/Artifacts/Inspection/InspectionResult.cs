namespace Xerotier.Artifacts.Inspection;

/// <summary>The result of an inspection.</summary>
/// <param name="Profile">What was found, up to the problem if there is one.</param>
/// <param name="Error">What is wrong with the artifact, a sentence for its owner; null when nothing is.</param>
public sealed record InspectionResult(ModelProfile Profile, string? Error);
