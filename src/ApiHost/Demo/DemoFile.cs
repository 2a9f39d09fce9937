namespace Xerotier.ApiHost.Demo;

/// <summary>What <c>demo.json</c> tells whoever uses the demo.</summary>
/// <param name="BaseUrl">Where the demo listens, without a slash at the end.</param>
/// <param name="ProjectId">The demo project.</param>
/// <param name="ApiKey">A key of it: all scopes, role admin.</param>
/// <param name="AdminToken">The admin token.</param>
/// <param name="Endpoints">Endpoint slugs by task mode.</param>
internal sealed record DemoFile(
    string BaseUrl,
    string ProjectId,
    string ApiKey,
    string AdminToken,
    IReadOnlyDictionary<string, string> Endpoints);
