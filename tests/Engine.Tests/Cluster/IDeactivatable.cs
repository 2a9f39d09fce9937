using Orleans;

namespace Xerotier.Engine.Tests.Cluster;

/// <summary>A grain that tests can deactivate.</summary>
internal interface IDeactivatable : IGrainWithStringKey
{
    /// <summary>Asks for deactivation and answers where its end is written.</summary>
    Task<string> Deactivate();
}
