namespace Xerotier.ApiHost.ApiKeys;

/// <summary>Wire form of a key's address filter; empty allows all.</summary>
internal sealed record IpFilterBody(IReadOnlyList<string> Allow);
