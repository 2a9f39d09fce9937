using Orleans.Runtime;

namespace Xerotier.Engine.Grains;

/// <summary>A grain interface and how to make references of it.</summary>
internal sealed record InterfaceEntry(
    Type Type, GrainInterfaceType Name, Func<ReferenceShared, IdSpan, GrainReference> Create);
