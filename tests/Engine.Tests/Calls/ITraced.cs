using Orleans;

namespace Xerotier.Engine.Tests.Calls;

internal interface ITraced : IGrainWithStringKey
{
    Task<string?> Read(string name);

    Task<string?> ReadAt(string other, string name);

    /// <summary>What this grain has after another one changed its own.</summary>
    Task<string?> ReadAfter(string other, string name);

    Task Change(string name, string? value);
}
