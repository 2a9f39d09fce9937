using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Tests.Keys;

internal interface ITextKeyed : IGrainWithStringKey
{
    Task<string> Key();

    Task<GrainId> Id();
}

internal interface IGuidKeyed : IGrainWithGuidKey
{
    Task<Guid> Key();
}

internal interface INumberKeyed : IGrainWithIntegerKey
{
    Task<long> Key();
}

internal interface IGuidTextKeyed : IGrainWithGuidCompoundKey
{
    Task<(Guid Key, string? Text)> Key();
}

internal interface INumberTextKeyed : IGrainWithIntegerCompoundKey
{
    Task<(long Key, string? Text)> Key();
}

/// <summary>Two classes implement it.</summary>
internal interface IAmbiguous : IGrainWithStringKey
{
    Task<string> Name();
}

/// <summary>No class implements it.</summary>
internal interface IAbsent : IGrainWithStringKey
{
    Task Touch();
}
