using Orleans;
using Orleans.Placement;
using Orleans.Runtime;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Silos;

internal abstract class SettlerGrainBase(ILocalSiloDetails silo) : Grain, ISettler
{
    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task Block(string gate)
    {
        Journal.Write(gate, "blocked");
        return Journal.PassAsync(gate);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Write(this.GetPrimaryKeyString(), reason.ReasonCode.ToString());
        return Task.CompletedTask;
    }
}

[GrainType("engine-tests.free-settler")]
internal sealed class FreeSettlerGrain(ILocalSiloDetails silo) : SettlerGrainBase(silo), IFreeSettler;

[PreferLocalPlacement]
[GrainType("engine-tests.local-settler")]
internal sealed class LocalSettlerGrain(ILocalSiloDetails silo) : SettlerGrainBase(silo), ILocalSettler;

[HashBasedPlacement]
[GrainType("engine-tests.hashed-settler")]
internal sealed class HashedSettlerGrain(ILocalSiloDetails silo) : SettlerGrainBase(silo), IHashedSettler;
