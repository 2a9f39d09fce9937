using Orleans;

namespace Xerotier.Engine.Tests.Calls;

internal interface IPatient : IGrainWithStringKey
{
    /// <summary>Waits for ever; writes down when it starts and how it ends.</summary>
    Task Wait(CancellationToken cancellationToken);

    Task WaitAt(string other, CancellationToken cancellationToken);

    Task<bool> CanBeCancelled(CancellationToken cancellationToken = default);

    Task<int> Calls();

    /// <summary>Runs until the gate opens.</summary>
    Task Hold(string gate);
}
