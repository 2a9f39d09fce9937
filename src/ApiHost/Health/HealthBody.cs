namespace Xerotier.ApiHost.Health;

/// <summary>Answer of a probe.</summary>
/// <param name="Status">Always <c>ok</c>; what is not well answers a fault.</param>
internal sealed record HealthBody(string Status);
