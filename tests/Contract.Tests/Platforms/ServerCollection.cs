namespace Xerotier.Contract.Tests.Platforms;

[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<ServerPlatform>
{
    public const string Name = "server";
}
