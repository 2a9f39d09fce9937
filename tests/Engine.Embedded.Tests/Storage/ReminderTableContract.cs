using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Tests.Storage;

/// <summary>What every reminder table promises.</summary>
public abstract class ReminderTableContract : IAsyncLifetime
{
    private static readonly GrainId Grain = GrainId.Create("agent", "one");
    private static readonly GrainId Other = GrainId.Create("agent", "two");
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);
    private IReminderTable? _table;

    protected IReminderTable Table => _table ?? throw new InvalidOperationException("Not initialised.");

    public async Task InitializeAsync() => _table = await OpenAsync();

    public abstract Task DisposeAsync();

    /// <summary>Opens the table; called again it finds what was written before.</summary>
    protected abstract Task<IReminderTable> OpenAsync();

    [Fact]
    public async Task Upsert_ThenReopen_KeepsTheReminder()
    {
        var etag = await Table.UpsertRow(Entry(Grain, "daily"));

        await ReopenAsync();
        var row = (await Table.ReadRow(Grain, "daily")).ShouldNotBeNull();

        row.GrainId.ShouldBe(Grain);
        row.ReminderName.ShouldBe("daily");
        row.StartAt.ShouldBe(Start);
        row.StartAt.Kind.ShouldBe(DateTimeKind.Utc);
        row.Period.ShouldBe(TimeSpan.FromMinutes(90));
        row.ETag.ShouldBe(etag);
    }

    [Fact]
    public async Task Upsert_Again_ReplacesAndChangesTheETag()
    {
        var first = await Table.UpsertRow(Entry(Grain, "daily"));
        var changed = Entry(Grain, "daily");
        changed.Period = TimeSpan.FromDays(40);

        var second = await Table.UpsertRow(changed);

        second.ShouldNotBe(first);
        var row = (await Table.ReadRows(Grain)).Reminders.ShouldHaveSingleItem();
        row.Period.ShouldBe(TimeSpan.FromDays(40));
        row.ETag.ShouldBe(second);
    }

    [Fact]
    public async Task Remove_WithItsETag_RemovesForGood()
    {
        var etag = (await Table.UpsertRow(Entry(Grain, "daily"))).ShouldNotBeNull();

        (await Table.RemoveRow(Grain, "daily", etag)).ShouldBeTrue();
        (await Table.RemoveRow(Grain, "daily", etag)).ShouldBeFalse();

        await ReopenAsync();
        (await Table.ReadRow(Grain, "daily")).ShouldBeNull();
    }

    [Fact]
    public async Task Remove_StaleETag_KeepsTheReminder()
    {
        var stale = (await Table.UpsertRow(Entry(Grain, "daily"))).ShouldNotBeNull();
        await Table.UpsertRow(Entry(Grain, "daily"));

        (await Table.RemoveRow(Grain, "daily", stale)).ShouldBeFalse();

        (await Table.ReadRow(Grain, "daily")).ShouldNotBeNull();
    }

    [Fact]
    public async Task ReadRows_OfAGrain_LeavesOutOthers()
    {
        await Table.UpsertRow(Entry(Grain, "daily"));
        await Table.UpsertRow(Entry(Grain, "weekly"));
        await Table.UpsertRow(Entry(Other, "daily"));

        var rows = await Table.ReadRows(Grain);

        rows.Reminders.Select(row => row.ReminderName).Order().ShouldBe(["daily", "weekly"]);
        rows.Reminders.ShouldAllBe(row => row.GrainId == Grain);
    }

    [Fact]
    public async Task ReadRows_OfTwoRangesAroundTheRing_FindsEachReminderOnce()
    {
        var grains = Enumerable.Range(0, 50).Select(i => GrainId.Create("agent", $"ring-{i}")).ToArray();
        foreach (var grain in grains)
            await Table.UpsertRow(Entry(grain, "daily"));

        foreach (var (begin, end) in ((uint, uint)[])[(0, 1u << 31), (123, 3_000_000_000), (1u << 31, 77)])
        {
            var inside = (await Table.ReadRows(begin, end)).Reminders.Select(row => row.GrainId);
            var outside = (await Table.ReadRows(end, begin)).Reminders.Select(row => row.GrainId);
            inside.Concat(outside).ShouldBe(grains, ignoreOrder: true);
        }

        (await Table.ReadRows(5, 5)).Reminders.Count.ShouldBe(grains.Length);
    }

    [Fact]
    public async Task Clear_RemovesAll()
    {
        await Table.UpsertRow(Entry(Grain, "daily"));

        await Table.TestOnlyClearTable();

        (await Table.ReadRows(0, 0)).Reminders.ShouldBeEmpty();
    }

    private static ReminderEntry Entry(GrainId grain, string name) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = Start,
        Period = TimeSpan.FromMinutes(90),
    };

    private async Task ReopenAsync() => _table = await OpenAsync();
}
