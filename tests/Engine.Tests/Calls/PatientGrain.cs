using Orleans;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Calls;

[GrainType("engine-tests.patient")]
internal sealed class PatientGrain : Grain, IPatient
{
    private int _calls;

    public async Task Wait(CancellationToken cancellationToken)
    {
        _calls++;
        var key = this.GetPrimaryKeyString();
        Journal.Write(key, "started");
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Journal.Write(key, cancellationToken.IsCancellationRequested ? "cancelled" : "ended");
        }
    }

    public Task WaitAt(string other, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<IPatient>(other).Wait(cancellationToken);

    public Task<bool> CanBeCancelled(CancellationToken cancellationToken) =>
        Task.FromResult(cancellationToken.IsCancellationRequested);

    public Task<int> Calls() => Task.FromResult(_calls);

    public async Task Hold(string gate)
    {
        Journal.Write(this.GetPrimaryKeyString(), "held");
        await Journal.PassAsync(gate);
    }
}
