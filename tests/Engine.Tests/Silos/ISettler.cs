using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Tests.Silos;

/// <summary>Says where it is active.</summary>
internal interface ISettler : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    Task Block(string gate);
}

internal interface IFreeSettler : ISettler;

internal interface ILocalSettler : ISettler;

internal interface IHashedSettler : ISettler;
