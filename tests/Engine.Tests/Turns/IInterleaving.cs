using Orleans;

namespace Xerotier.Engine.Tests.Turns;

/// <summary>A grain whose class says what interleaves.</summary>
internal interface IInterleaving : IGrainWithStringKey
{
    Task Block(string gate);

    Task<string> Pass(string word);
}

internal interface IReentrant : IInterleaving;

internal interface ISelective : IInterleaving;
