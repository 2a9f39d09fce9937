using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Xerotier.Engine.Storage.Files;
using Xerotier.TestKit;

namespace Xerotier.Engine.Tests.Storage.Silos;

public sealed class FileStorageSiloTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Silo_Restarted_FindsStateAndReminders()
    {
        await using (var silo = await StartAsync())
        {
            await silo.Pad("a").Write("kept");
            await silo.Pad("a").Remind("daily");
            await silo.Pad("b").Write("cleared");
            await silo.Pad("b").Clear();
        }

        await using var restarted = await StartAsync();

        (await restarted.Pad("a").Read()).ShouldBe("kept");
        (await restarted.Pad("a").Reminders()).ShouldBe(["daily"]);
        (await restarted.Pad("b").Read()).ShouldBe("fresh");
    }

    [Fact]
    public async Task Silo_DirectoryInUse_DoesNotStart()
    {
        await using var silo = await StartAsync();

        var error = await Should.ThrowAsync<FileStoreException>(StartAsync);

        error.Message.ShouldContain("in use by process");
    }

    [Fact]
    public async Task Silo_OptionOutOfRange_DoesNotStart()
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() => SiloOfTests.StartAsync(
            silo => silo.AddFileGrainStorageAsDefault(options => options.SegmentBytes = 1)));

        error.Message.ShouldContain(nameof(FileStoreOptions.SegmentBytes));
    }

    [Fact]
    public async Task Write_TooLarge_ReachesTheCallerAsAnOrleansException()
    {
        await using var silo = await StartAsync();

        var error = await Should.ThrowAsync<OrleansException>(
            () => silo.Pad("a").Write(new string('x', 9 * 1024 * 1024)));

        error.InnerException.ShouldBeOfType<FileStoreException>();
    }

    private Task<SiloOfTests> StartAsync() => SiloOfTests.StartAsync(silo => silo
        .AddFileGrainStorageAsDefault(options => options.Directory = _directory.At("state"))
        .UseFileReminderService());
}
