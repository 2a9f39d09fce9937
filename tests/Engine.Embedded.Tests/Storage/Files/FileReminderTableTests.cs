using Orleans;
using Xerotier.Engine.Storage.Files;

namespace Xerotier.Engine.Tests.Storage.Files;

public sealed class FileReminderTableTests : ReminderTableContract
{
    private readonly StoreDisk _disk = new();
    private FileStore? _store;

    public override Task DisposeAsync()
    {
        _store?.Dispose();
        _disk.Dispose();
        return Task.CompletedTask;
    }

    protected override async Task<IReminderTable> OpenAsync()
    {
        _store?.Dispose();
        _store = _disk.Open();
        var table = new FileReminderTable(_store);
        await table.StartAsync();
        return table;
    }
}
