using Orleans;

namespace Xerotier.Engine.Tests.Cluster;

/// <summary>Writes the end of its activation down.</summary>
internal abstract class DeactivatableGrain : Grain, IDeactivatable
{
    private readonly string _activation = Journal.NewKey();

    protected string Key => this.GetPrimaryKeyString();

    public Task<string> Deactivate()
    {
        DeactivateOnIdle();
        return Task.FromResult(_activation);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Write(_activation, "deactivated");
        return Task.CompletedTask;
    }
}
