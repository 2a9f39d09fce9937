using Orleans;

namespace Xerotier.Engine.Tests.Reminders;

[GrainType("engine-tests.forgetful")]
internal sealed class ForgetfulGrain : Grain, IForgetful
{
    public Task Register() => this.RegisterOrUpdateReminder("wake", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
}
