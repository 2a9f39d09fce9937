namespace Xerotier.ApiHost.ApiKeys;

/// <summary>Wire form of a key's own request quota.</summary>
internal sealed record QuotaBody(long Requests, int WindowSeconds);
