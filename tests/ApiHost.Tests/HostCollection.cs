namespace Xerotier.ApiHost.Tests;

/// <summary>Tests that share one host; each makes its own projects.</summary>
[CollectionDefinition(Name)]
public sealed class HostCollection : ICollectionFixture<TestHost>
{
    public const string Name = "host";
}
