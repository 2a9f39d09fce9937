using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Tests.Storage.Silos;

[GrainType("pad")]
internal sealed class PadGrain([PersistentState("pad")] IPersistentState<Notebook> state) : Grain, IPad, IRemindable
{
    public async Task<string?> Write(string text)
    {
        state.State.Text = text;
        await state.WriteStateAsync();
        return state.Etag;
    }

    public Task<string> Read() => Task.FromResult(state.State.Text);

    public Task Clear() => state.ClearStateAsync();

    public Task Remind(string name) =>
        this.RegisterOrUpdateReminder(name, TimeSpan.FromDays(1), TimeSpan.FromDays(1));

    public async Task<string[]> Reminders() =>
        [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}
