namespace Xerotier.Contract.Tests.Platforms;

[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoPlatform>
{
    public const string Name = "demo";
}
