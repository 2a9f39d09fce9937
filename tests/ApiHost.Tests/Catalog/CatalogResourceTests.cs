using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Xerotier.ApiHost.Tests.Catalog;

/// <summary>The public pages on a host of their own, so that the whole catalog is known.</summary>
public sealed class CatalogResourceTests : IAsyncLifetime
{
    private const string Evil = "<script>alert('x')</script>";

    // What the host may tell to logged-in visitors only, in any spelling.
    private static readonly Regex Infrastructure = new("shared|xim.?only|not.?deployed", RegexOptions.IgnoreCase);

    private readonly TestHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Catalog_WithoutALogin_ShowsWhatIsShared()
    {
        var (project, model) = await PublishAsync("Tiny Coder");
        string kept = await project.CreateModelAsync("Kept back");

        var page = await GetPageAsync("/models/catalog");
        var list = (await GetJsonAsync("/models/catalog")).Json;

        page.Content.ShouldContain("Tiny Coder");
        page.Content.ShouldContain("Acme");
        page.Content.ShouldNotContain("Kept back");
        page.Content.ShouldNotContain(kept);
        list["data"]!.AsArray().Count.ShouldBe(1);
        JsonNode.DeepEquals(list["data"]![0], JsonNode.Parse($$"""
            {
              "id": "{{model}}", "object": "catalog.model", "name": "Tiny Coder", "description": "", "version": "1.0.0",
              "project": {"id": "{{project.Id}}", "name": "Acme"}, "family": "other", "architecture": null,
              "format": null, "parameter_count": null, "context_length": 4096, "license": null, "quantization": null,
              "tags": ["chat", "code"], "badges": [], "deployment_count": 0
            }
            """)).ShouldBeTrue(list["data"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Catalog_ForAnonymousVisitors_NeverSpeaksOfInfrastructure()
    {
        var (_, model) = await PublishAsync("Tiny");

        string[] paths = ["/models/catalog", "/models/catalog/" + model, "/models/catalog/" + Guid.NewGuid()];
        foreach (string path in paths)
        {
            Infrastructure.Matches((await GetPageAsync(path)).Content).ShouldBeEmpty();
            Infrastructure.Matches((await GetPageAsync(path, "xero_not_a-valid-key")).Content).ShouldBeEmpty();
            Infrastructure.Matches((await GetJsonAsync(path)).Content).ShouldBeEmpty();
        }

        Infrastructure.Matches((await GetPageAsync("/models/assets/catalog.css")).Content).ShouldBeEmpty();
    }

    [Fact]
    public async Task Catalog_ForLoggedInVisitors_SaysHowAvailableModelsAre()
    {
        var (project, model) = await PublishAsync("Tiny");

        var list = (await GetJsonAsync("/models/catalog", project.Key)).Json["data"]![0]!;
        var page = await GetPageAsync("/models/catalog/" + model, TestHost.AdminToken);

        list["badges"]!.ToJsonString().ShouldBe("""["not_deployed"]""");
        ((string)list["catalog_role"]!).ShouldBe("deployable");
        page.Content.ShouldContain("Not Deployed");
        page.Content.ShouldNotContain("data-deploy", customMessage: "an administrator has no project");
        (await GetPageAsync("/models/catalog/" + model, project.Key)).Content
            .ShouldContain($"<form action=\"/{project.Id}/v1/endpoints\" method=\"post\" data-deploy=\"{model}\"");
        (await GetPageAsync("/models/catalog/" + model)).Content.ShouldNotContain("data-deploy");
    }

    [Fact]
    public async Task Catalog_OfAModelWithTenDeployments_SaysPopularAndFeatured()
    {
        var (project, model) = await PublishAsync("Tiny");
        for (int i = 0; i < 10; i++)
        {
            (await project.Client.PostAsync(
                project.Root + "/endpoints", $$"""{"slug":"e{{i}}","model_id":"{{model}}"}""")).Status
                .ShouldBe(HttpStatusCode.Created);
        }

        await _host.Admin.PatchAsync($"/admin/v1/models/{model}", """{"featured":true}""");

        var listed = (await GetJsonAsync("/models/catalog")).Json["data"]![0]!;
        ((int)listed["deployment_count"]!).ShouldBe(10);
        listed["badges"]!.ToJsonString().ShouldBe("""["featured","popular"]""");
        (await GetPageAsync("/models/catalog")).Content.ShouldContain(">Popular</li>");
        await project.Client.DeleteAsync(project.Root + "/endpoints/e0");
        ((int)(await GetJsonAsync("/models/catalog")).Json["data"]![0]!["deployment_count"]!).ShouldBe(9);
    }

    [Fact]
    public async Task Catalog_AfterUnshare_ForgetsAtOnce()
    {
        var (project, model) = await PublishAsync("Tiny");
        string path = "/models/catalog/" + model;
        (await GetPageAsync(path)).Status.ShouldBe(HttpStatusCode.OK);

        await project.Client.PostAsync($"{project.Root}/models/{model}/unshare");

        (await GetPageAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await GetJsonAsync(path)).ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found");
        (await GetJsonAsync("/models/catalog")).Json["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Catalog_WithTheETagOfThePage_Answers304()
    {
        var (project, _) = await PublishAsync("Tiny");
        string tag = (await GetPageAsync("/models/catalog")).Headers.ETag!.Tag;

        (await GetPageAsync("/models/catalog", null, tag)).Status.ShouldBe(HttpStatusCode.NotModified);
        (await GetPageAsync("/models/catalog", project.Key, tag)).Status.ShouldBe(HttpStatusCode.OK);
        await PublishAsync("Another");
        (await GetPageAsync("/models/catalog", null, tag)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Catalog_OfHostileText_EncodesAllOfIt()
    {
        var (_, model) = await PublishAsync(Evil, $"chat,\"><img src=x onerror=alert(1)>,=cmd|' /C calc'!A0");

        foreach (string path in new[] { "/models/catalog", "/models/catalog/" + model })
        {
            string page = (await GetPageAsync(path)).Content;
            page.ShouldNotContain("<script>");
            page.ShouldNotContain("<img");
            page.ShouldNotContain(">=cmd");
            page.ShouldContain("&lt;script&gt;");
        }

        var reflected = await GetPageAsync("/models/catalog?q=%22%3E%3Cscript%3E&tag=%3Cb%3E&license='%22");
        reflected.Content.ShouldNotContain("<script>");
        reflected.Content.ShouldNotContain("<b>");
    }

    [Fact]
    public async Task Catalog_Pages_MayLoadNothingFromElsewhere()
    {
        var page = await GetPageAsync("/models/catalog");

        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("script-src 'self'");
        policy.ShouldNotContain("unsafe");
        page.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        page.Headers.Vary.ShouldBe(["Accept", "Authorization"]);
        foreach (Match asset in Regex.Matches(page.Content, "/models/assets/[a-z.]+\\?v=[0-9a-f]+"))
        {
            (await GetPageAsync(asset.Value)).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await GetPageAsync("/models/assets/secrets.txt")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/models/catalog?limit=0", "invalid_request", "limit")]
    [InlineData("/models/catalog?min_parameters=x", "invalid_request", "min_parameters")]
    [InlineData("/models/catalog?after=0f8fad5b-d9cb-469f-a165-70867728950e", "invalid_request", "after")]
    [InlineData("/models/catalog/mdl_abc123", "invalid_id", "id")]
    public async Task Catalog_WithABadRequest_SaysSoToProgramsAndPeople(string path, string code, string param)
    {
        (await GetJsonAsync(path)).ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", code, param);
        var page = await GetPageAsync(path);
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Content.ShouldContain("Back to all models");
    }

    [Fact]
    public async Task Catalog_LongList_IsPagedByLinks()
    {
        var (project, _) = await PublishAsync("Model 0");
        for (int i = 1; i < 5; i++)
        {
            await ShareAsync(project, await project.CreateModelAsync("Model " + i));
        }

        var first = await GetPageAsync("/models/catalog?limit=2&sort=name&q=model");
        string next = WebUtility.HtmlDecode(
            Regex.Match(first.Content, "rel=\"next\" href=\"([^\"]+)\"").Groups[1].Value);
        var second = await GetPageAsync(next);

        first.Content.ShouldContain("Model 1");
        second.Content.ShouldContain("Model 2");
        second.Content.ShouldContain("Model 3");
        second.Content.ShouldNotContain(">Model 1<");
    }

    private async Task<(TestProject Project, string Model)> PublishAsync(string name, string workloadType = "chat")
    {
        var project = await _host.CreateProjectAsync();
        await _host.Admin.PatchAsync("/admin/v1/projects/" + project.Id, """{"features":["model_sharing"]}""");
        var created = await project.Client.PostAsync(project.Root + "/models", new JsonObject
        {
            ["name"] = name,
            ["source"] = "agent:tiny",
            ["context_length"] = 4096,
            ["workload_type"] = workloadType,
        }.ToJsonString());
        created.Status.ShouldBe(HttpStatusCode.Created, created.Content);
        await ShareAsync(project, created.Text("id"));
        return (project, created.Text("id"));
    }

    private static async Task ShareAsync(TestProject project, string model) =>
        (await project.Client.PostAsync($"{project.Root}/models/{model}/share")).Status.ShouldBe(HttpStatusCode.OK);

    private Task<ApiAnswer> GetJsonAsync(string path, string? key = null) => _host.As(key).SendAsync(
        HttpMethod.Get, path, null, request => request.Headers.Add("Accept", "application/json"));

    private Task<ApiAnswer> GetPageAsync(string path, string? key = null, string? tag = null) =>
        _host.As(key).SendAsync(HttpMethod.Get, path, null, request =>
        {
            request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
            if (tag is not null)
            {
                request.Headers.Add("If-None-Match", tag);
            }
        });
}
