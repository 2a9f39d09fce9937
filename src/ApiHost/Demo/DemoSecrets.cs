namespace Xerotier.ApiHost.Demo;

/// <summary>What the demo keeps from one start to the next.</summary>
/// <param name="AdminToken">The admin token.</param>
/// <param name="ProjectId">The demo project; null before it is complete.</param>
/// <param name="ApiKey">Its key; null before it is complete.</param>
internal sealed record DemoSecrets(string AdminToken, string? ProjectId, string? ApiKey);
