using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xerotier.ApiHost.Catalog;
using Xerotier.ApiHost.Catalog.Pages;
using Xerotier.ApiHost.Catalog.Search;
using Xerotier.Grains.Catalog;

namespace Xerotier.Benchmarks.Catalog;

/// <summary>A filtered page of the catalog among 100,000 published models: search and HTML, without network.</summary>
internal sealed class CatalogSearches : IBenchmark
{
    private const int Models = 100_000;
    private const int Pages = 10;

    private static readonly string[] Families = ["llama", "qwen3moe", "deepseekv3", "mistral", "gemma3"];

    public string Name => "catalog";

    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        CatalogEntry[] entries = [.. Enumerable.Range(0, Models).Select(Entry)];
        long started = Stopwatch.GetTimestamp();
        var index = CatalogIndex.Of(entries);
        double built = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return
        [
            new("building the index of 100,000 models", built, "ms", "-"),
            .. await MeasureChangeAsync(index, entries),
            .. await MeasureAsync(index, "page by family, tag, size", "family=llama&tag=code&min_parameters=10B"),
            .. await MeasureAsync(index, "page by rare words", "q=model+99999&sort=deployments"),
            .. await MeasureAsync(index, "page of 100 of everything", "limit=100"),
        ];
    }

    private static async Task<Finding[]> MeasureAsync(CatalogIndex index, string what, string query)
    {
        var asked = CatalogQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(query))).Value!;
        var rounds = await Rounds.RunAsync(5, Pages, () =>
        {
            for (int i = 0; i < Pages; i++)
            {
                var found = index.Search(asked)!;
                CatalogCard[] cards =
                    [.. found.Items.Select(item => new CatalogCard(item, CatalogBadges.Of(item, null), false))];
                _ = new CatalogListPage(index, asked, found, cards).Render();
            }

            return Task.CompletedTask;
        });
        return
        [
            new Finding(what, rounds.Wall / 1_000_000, "ms", "<= 50"),
            new Finding(what + ", processor time", rounds.Cpu / 1_000_000, "ms", "-"),
        ];
    }

    // What a host does when a model was shared, patched or deployed: the segment is read again.
    private static async Task<Finding[]> MeasureChangeAsync(CatalogIndex index, CatalogEntry[] entries)
    {
        int segment = CatalogSegments.Of(entries[0].ModelId);
        CatalogEntry[] changed = [.. entries.Where(entry => CatalogSegments.Of(entry.ModelId) == segment)];
        changed[^1] = changed[^1] with { Deployments = 77 };
        var rounds = await Rounds.RunAsync(5, Pages, () =>
        {
            for (int i = 0; i < Pages; i++)
            {
                _ = index.With([(segment, changed)]);
            }

            return Task.CompletedTask;
        });
        return [new Finding("taking over a change among them", rounds.Wall / 1_000_000, "ms", "-")];
    }

    private static CatalogEntry Entry(int i) => new(
        Guid.NewGuid(),
        "proj_a",
        "Project " + (i % 1_000),
        $"Some model {i} {(i % 3 == 0 ? "Coder" : "Chat")}",
        "A model for drafts, notes and other short texts. It answers in *one* paragraph and never in two.",
        "1.0.0",
        "safetensors",
        Families[i % Families.Length],
        i % 100 * 1_000_000_000L,
        8_192 << (i % 5),
        i % 2 == 0 ? "apache-2.0" : "mit",
        null,
        "chat,drafts",
        i % 1_000 == 0,
        i % 50,
        "served",
        "deployable");
}
