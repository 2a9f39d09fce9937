using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.Catalog;

/// <summary>The catalog in a real browser: at desktop and phone width, anonymous and logged in.</summary>
[Collection(DemoCollection.Name)]
[Trait("Requires", "node")]
[Trait("Requires", "browser")]
public sealed class CatalogPageTests(DemoPlatform demo)
{
    /// <summary>Set to a folder to get screenshots there.</summary>
    private const string ScreenshotVariable = "XEROTIER_SCREENSHOTS";

    private const string Description = """
        # What it is for

        A *small* model for **drafts** and [notes](https://example.com/a-very-long-address-that-has-to-wrap-somewhere).

        | task | good at it |
        | --- | --- |
        | chat | yes |

        <script>document.title = "broken"</script>
        """;

    [Fact]
    public async Task Pages_InABrowser_AreSoundAndAccessible()
    {
        string model = await PublishAsync();
        string folder = Environment.GetEnvironmentVariable(ScreenshotVariable) is { Length: > 0 } set ? set : "-";

        var pages = await NodeClient.RunScriptAsync(
            "browser.mjs",
            demo.Root.GetLeftPart(UriPartial.Authority),
            folder,
            demo.ApiKey,
            "/models/catalog",
            "/models/catalog/" + model);

        pages.GetArrayLength().ShouldBe(8);
        foreach (var page in pages.EnumerateArray())
        {
            string where = page.GetRawText();
            page.GetProperty("status").GetInt32().ShouldBe(200, where);
            page.GetProperty("errors").GetArrayLength().ShouldBe(0, where);
            page.GetProperty("overflow").GetInt32().ShouldBeLessThanOrEqualTo(0, where);
            page.GetProperty("violations").GetArrayLength().ShouldBe(0, where);
            page.GetProperty("firstFocus").GetString().ShouldBe("Skip to content", where);
        }

        string?[] copied = [.. pages.EnumerateArray().Select(page => page.GetProperty("copied").GetString())];
        copied.Count(text => text?.Contains(model, StringComparison.Ordinal) is true).ShouldBe(4);
        pages.EnumerateArray().Select(page => page.GetProperty("deployed").GetString()).OfType<string>().ShouldBe(
            ["Deployed as from-desktop.", "Deployed as from-phone."], "only for who is logged in");
    }

    private async Task<string> PublishAsync()
    {
        using var http = new HttpClient { BaseAddress = demo.Root };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", demo.ApiKey);
        string[] names = ["Drafting model 7B", "A-Name-Without-Spaces-That-Goes-On-And-On-Until-It-Has-To-Wrap-Coder"];
        string first = "";
        foreach (string name in names)
        {
            using var created = await http.PostAsJsonAsync($"/{demo.Project}/v1/models", new
            {
                name,
                source = "agent:drafts",
                context_length = 32_768,
                workload_type = "chat,multilingual",
                description = Description,
                license = "apache-2.0",
            });
            created.EnsureSuccessStatusCode();
            string id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
            using var shared = await http.PostAsync($"/{demo.Project}/v1/models/{id}/share", null);
            shared.EnsureSuccessStatusCode();
            first = first.Length == 0 ? id : first;
        }

        return first;
    }
}
