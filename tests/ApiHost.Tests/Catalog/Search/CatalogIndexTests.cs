using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xerotier.ApiHost.Catalog.Search;
using Xerotier.Grains.Catalog;

namespace Xerotier.ApiHost.Tests.Catalog.Search;

public sealed class CatalogIndexTests
{
    private static readonly CatalogIndex Index = CatalogIndex.Of(
    [
        Entry("Llama 8B", "llama", 8_000_000_000, 8_192, "llama3", "chat", deployments: 3),
        Entry("Llama 70B", "llama", 70_000_000_000, 131_072, "llama3", "chat,code", deployments: 12),
        Entry("Qwen3 30B", "qwen3moe", 30_000_000_000, 262_144, "apache-2.0", "chat", featured: true),
        Entry("Nomic Embed", null, null, null, null, "embedding"),
    ]);

    [Theory]
    [InlineData("", "Llama 70B|Llama 8B|Nomic Embed|Qwen3 30B")]
    [InlineData("family=llama", "Llama 70B|Llama 8B")]
    [InlineData("family=other", "Nomic Embed")]
    [InlineData("architecture=QWEN3MOE", "Qwen3 30B")]
    [InlineData("license=apache-2.0", "Qwen3 30B")]
    [InlineData("tag=code", "Llama 70B")]
    [InlineData("tag=chat&tag=code", "Llama 70B")]
    [InlineData("min_parameters=10B", "Llama 70B|Qwen3 30B")]
    [InlineData("max_parameters=30000000000", "Llama 8B|Qwen3 30B")]
    [InlineData("min_context=100k&max_context=200k", "Llama 70B")]
    [InlineData("q=LLAMA 70", "Llama 70B")]
    [InlineData("q=acme", "Llama 70B|Llama 8B|Nomic Embed|Qwen3 30B")]
    [InlineData("q=nothing", "")]
    [InlineData("family=&q=&min_context=", "Llama 70B|Llama 8B|Nomic Embed|Qwen3 30B")]
    [InlineData("sort=name", "Llama 70B|Llama 8B|Nomic Embed|Qwen3 30B")]
    [InlineData("sort=deployments&family=llama", "Llama 70B|Llama 8B")]
    [InlineData("sort=parameters", "Llama 70B|Qwen3 30B|Llama 8B|Nomic Embed")]
    [InlineData("sort=context", "Qwen3 30B|Llama 70B|Llama 8B|Nomic Embed")]
    public void Search_AQuery_FindsWhatMatchesInOrder(string query, string names)
    {
        var page = Index.Search(Read(query).Value!)!;

        string.Join('|', page.Items.Select(item => item.Entry.Name)).ShouldBe(names);
        page.Total.ShouldBe(page.Items.Count);
        page.HasMore.ShouldBeFalse();
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("sort=magic", "sort")]
    [InlineData("min_parameters=many", "min_parameters")]
    [InlineData("max_context=-1", "max_context")]
    [InlineData("after=mdl_abc", "after")]
    [InlineData("family=a&family=b", "family")]
    [InlineData("q=%00", "q")]
    public void Read_ABadValue_NamesIt(string query, string param) => Read(query).Fault!.Param.ShouldBe(param);

    [Theory]
    [InlineData("family")]
    [InlineData("name")]
    [InlineData("deployments")]
    [InlineData("parameters")]
    [InlineData("context")]
    public void Search_PageByPage_ShowsEverythingOnce(string sort)
    {
        var index = CatalogIndex.Of(Enumerable.Range(0, 250).Select(i =>
            Entry("Name", i % 3 == 0 ? null : "family" + (i % 5), i % 4, i % 2, "mit", i % 2 == 0 ? "chat" : "code")));
        List<Guid> seen = [];
        CatalogPage page;
        do
        {
            string after = seen.Count == 0 ? "" : $"&after={seen[^1]}";
            page = index.Search(Read($"sort={sort}&tag=chat&limit=7{after}").Value!)!;
            page.Total.ShouldBe(125);
            seen.AddRange(page.Items.Select(item => item.Entry.ModelId));
        }
        while (page.HasMore);

        seen.Count.ShouldBe(125);
        seen.Distinct().Count().ShouldBe(125);
    }

    [Fact]
    public void Search_AfterAModelThatIsGone_SaysSo() =>
        Index.Search(Read($"after={Guid.NewGuid()}").Value!).ShouldBeNull();

    [Fact]
    public void With_ManyChanges_IsWhatAnIndexOfAllWouldBe()
    {
        var random = new Random(20);
        var catalog = new Dictionary<Guid, CatalogEntry>();
        var index = CatalogIndex.Empty;
        for (int round = 0; round < 40; round++)
        {
            var old = index;
            var before = Shown(old);
            CatalogEntry[] changed = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => Change())];
            index = index.With(changed.Select(entry => CatalogSegments.Of(entry.ModelId)).Distinct().Select(
                segment => (segment, catalog.Values.Where(entry => CatalogSegments.Of(entry.ModelId) == segment))));

            Shown(index).ShouldBe(Shown(CatalogIndex.Of(catalog.Values)));
            Shown(old).ShouldBe(before, "an index never changes");
        }

        CatalogEntry Change()
        {
            var entry = Entry(
                $"Model {random.Next(5)}", $"family{random.Next(4)}", random.Next(3), random.Next(3),
                random.Next(2) == 0 ? "mit" : "MIT", random.Next(2) == 0 ? "chat" : "code", random.Next(3),
                random.Next(5) == 0);
            if (catalog.Count > 10 && random.Next(3) > 0)
            {
                entry = entry with { ModelId = catalog.Keys.ElementAt(random.Next(catalog.Count)) };
            }

            catalog[entry.ModelId] = entry;
            if (random.Next(4) == 0)
            {
                catalog.Remove(entry.ModelId);
            }

            return entry;
        }
    }

    [Fact]
    public void Families_AreCounted() => Index.Families.ShouldBe([("llama", 2), ("other", 1), ("qwen3moe", 1)]);

    // Every order, page by page, and all that is counted; licenses in the spelling that came first.
    private static string[] Shown(CatalogIndex index) =>
    [
        .. Enum.GetNames<CatalogSort>().SelectMany(sort => Walk(index, sort.ToLowerInvariant())),
        .. index.Families.Concat(index.TopTags).Select(pair => $"{pair.Value}: {pair.Count}"),
        .. index.TopLicenses.Select(pair => $"{pair.Value.ToLowerInvariant()}: {pair.Count}"),
    ];

    private static IEnumerable<string> Walk(CatalogIndex index, string sort)
    {
        string after = "";
        CatalogPage page;
        do
        {
            page = index.Search(Read($"sort={sort}&limit=7{after}").Value!)!;
            foreach (var item in page.Items)
            {
                yield return $"{sort} {item.Entry}";
                after = $"&after={item.Entry.ModelId}";
            }
        }
        while (page.HasMore);
    }

    private static Grains.Faults.Result<CatalogQuery> Read(string query) =>
        CatalogQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(query)));

    private static CatalogEntry Entry(
        string name,
        string? architecture,
        long? parameters,
        int? context,
        string? license,
        string workloadType,
        int deployments = 0,
        bool featured = false) => new(
        Guid.NewGuid(), "proj_a", "Acme", name, "A model.", "1.0.0", "safetensors", architecture, parameters, context,
        license, null, workloadType, featured, deployments, name, "deployable");
}
