using System.Net.Http.Json;
using System.Text.Json;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.Reference;

[Collection(DemoCollection.Name)]
public sealed class HttpApiTests(DemoPlatform demo)
{
    [Fact]
    public async Task Routes_OfTheRunningServer_AreInTheReference()
    {
        using var http = new HttpClient();
        var document = await http.GetFromJsonAsync<JsonElement>(new Uri(demo.Root, "/openapi/v1.json"));
        var reference = await File.ReadAllTextAsync(
            Path.Combine(ProductPrograms.RepositoryRoot, "docs", "reference", "http-api.md"));

        var routes =
            from path in document.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            select $"`{method.Name.ToUpperInvariant()} {path.Name}";
        // A query may follow the path.
        var missing = routes.Where(route => !reference.Contains(route + '`', StringComparison.Ordinal)
            && !reference.Contains(route + '?', StringComparison.Ordinal)).Order().ToList();

        missing.Count.ShouldBe(0, $"docs/reference/http-api.md lacks:\n{string.Join('\n', missing)}\n");
    }
}
