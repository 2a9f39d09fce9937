namespace Xerotier.Cli.Configuration;

/// <summary>A project of a platform, as the configuration file has it.</summary>
/// <param name="Name">The name to choose it by.</param>
/// <param name="BaseUrl">The platform's URL with the project as its path.</param>
/// <param name="ApiKey">The project's key; null when the file has none.</param>
/// <param name="Output">How answers are written; null for the default.</param>
/// <param name="FrontendUrl">Where the platform's pages are; null for where its API is.</param>
internal sealed record Deployment(
    string Name, string? BaseUrl, string? ApiKey, string? Output = null, string? FrontendUrl = null);
