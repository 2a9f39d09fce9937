namespace Xerotier.Engine.Tests.Cluster;

/// <summary>The test classes that share one cluster.</summary>
[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<EngineCluster>
{
    internal const string Name = "cluster";
}
