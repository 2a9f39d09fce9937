using Orleans.Runtime;
using Xerotier.Engine.Calls;

namespace Xerotier.Engine.Grains;

/// <summary>What references of one interface to one grain type share.</summary>
public sealed class ReferenceShared
{
    internal ReferenceShared(
        GrainType grainType, GrainInterfaceType interfaceType, ReferenceFactory factory, Messenger messenger)
    {
        GrainType = grainType;
        InterfaceType = interfaceType;
        Factory = factory;
        Messenger = messenger;
    }

    internal GrainType GrainType { get; }

    internal GrainInterfaceType InterfaceType { get; }

    internal ReferenceFactory Factory { get; }

    internal Messenger Messenger { get; }
}
