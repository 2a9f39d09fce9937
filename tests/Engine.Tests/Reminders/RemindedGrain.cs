using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Tests.Cluster;

namespace Xerotier.Engine.Tests.Reminders;

[GrainType("engine-tests.reminded")]
internal sealed class RemindedGrain : DeactivatableGrain, IReminded
{
    public async Task<string> Register(string name, TimeSpan due, TimeSpan period) =>
        (await this.RegisterOrUpdateReminder(name, due, period)).ReminderName;

    public async Task<string?> Find(string name) => (await this.GetReminder(name))?.ReminderName;

    public async Task<string[]> List() => [.. (await this.GetReminders()).Select(static r => r.ReminderName)];

    public async Task Unregister(string name)
    {
        if (await this.GetReminder(name) is { } reminder) await this.UnregisterReminder(reminder);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Journal.Write(Key, $"{reminderName} every {status.Period}");
        return Task.CompletedTask;
    }
}
