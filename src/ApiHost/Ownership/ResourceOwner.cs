using Xerotier.Grains;

namespace Xerotier.ApiHost.Ownership;

/// <summary>Whose resources a request manages: the project of the path, or the platform on admin routes.</summary>
/// <param name="ProjectId">The owner; <see cref="GrainKeys.PlatformProject"/> for the platform.</param>
internal sealed record ResourceOwner(string ProjectId);
