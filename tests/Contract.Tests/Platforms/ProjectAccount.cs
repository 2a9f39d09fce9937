namespace Xerotier.Contract.Tests.Platforms;

/// <summary>A project and its first key.</summary>
public sealed record ProjectAccount(string Id, string Key);
