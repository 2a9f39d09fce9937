using System.Net;
using System.Net.Http.Headers;
using Xerotier.ApiHost.Tests.Uploads;
using Xerotier.TestKit.Artifacts;

namespace Xerotier.ApiHost.Tests.Artifacts;

/// <summary>The files of models as agents fetch them, over the socket.</summary>
public sealed class ArtifactResourceTests(UploadScene scene) : IClassFixture<UploadScene>
{
    private static readonly byte[] Content = "0123456789"u8.ToArray();

    [Fact]
    public async Task Manifest_OfAnOwnModel_NamesItsFiles()
    {
        var (token, path) = await StageAsync();

        var manifest = await scene.Host.As(token).GetAsync(path);

        manifest.Status.ShouldBe(HttpStatusCode.OK, manifest.Content);
        manifest.Text("version").ShouldBe("1.0.0");
        var files = manifest.Json["files"]!.AsArray();
        files.Select(file => (string?)file!["path"]).ShouldBe(["model.safetensors", "sub dir/w+1.bin"]);
        var file = files[1]!;
        ((long)file["bytes"]!).ShouldBe(10);
        ((string?)file["sha256"]).ShouldBe(UploadScene.Sha256(Content));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.OK, "0123456789", null)]
    [InlineData("bytes=0-3", HttpStatusCode.PartialContent, "0123", "bytes 0-3/10")]
    [InlineData("bytes=4-", HttpStatusCode.PartialContent, "456789", "bytes 4-9/10")]
    [InlineData("bytes=8-100", HttpStatusCode.PartialContent, "89", "bytes 8-9/10")]
    [InlineData("bytes=-3", HttpStatusCode.PartialContent, "789", "bytes 7-9/10")]
    [InlineData("bytes=-100", HttpStatusCode.PartialContent, "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=10-", HttpStatusCode.RequestedRangeNotSatisfiable, "", "bytes */10")]
    [InlineData("bytes=-0", HttpStatusCode.RequestedRangeNotSatisfiable, "", "bytes */10")]
    [InlineData("bytes=0-1,3-4", HttpStatusCode.OK, "0123456789", null)]
    [InlineData("lines=0-1", HttpStatusCode.OK, "0123456789", null)]
    [InlineData("bytes=5-4", HttpStatusCode.OK, "0123456789", null)]
    public async Task File_Range_GivesItsBytes(string? range, HttpStatusCode status, string bytes, string? contentRange)
    {
        var (token, path) = await StageAsync();

        using var file = await FetchAsync(token, path, request =>
        {
            if (range is not null)
            {
                request.Headers.TryAddWithoutValidation("Range", range);
            }
        });

        file.StatusCode.ShouldBe(status);
        (await file.Content.ReadAsStringAsync()).ShouldBe(bytes);
        file.Content.Headers.ContentRange?.ToString().ShouldBe(contentRange);
        file.Headers.ETag!.Tag.ShouldBe($"\"{UploadScene.Sha256(Content)}\"");
        file.Headers.AcceptRanges.ShouldBe(["bytes"]);
    }

    [Fact]
    public async Task File_KnownByItsTag_IsNotSentAgain()
    {
        var (token, path) = await StageAsync();
        var tag = new EntityTagHeaderValue($"\"{UploadScene.Sha256(Content)}\"");

        using var known = await FetchAsync(token, path, request => request.Headers.IfNoneMatch.Add(tag));
        using var changed = await FetchAsync(token, path, request =>
        {
            request.Headers.Range = new RangeHeaderValue(4, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue("\"other\""));
        });
        using var same = await FetchAsync(token, path, request =>
        {
            request.Headers.Range = new RangeHeaderValue(4, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        });

        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await known.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        same.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
    }

    [Fact]
    public async Task Files_OfAnotherProject_DoNotExist()
    {
        var (_, path) = await StageAsync();
        string stranger = await EnrollAsync(await scene.Host.CreateProjectAsync());

        foreach (string each in (string[])[path, FileOf(path)])
        {
            (await scene.Host.As(stranger).GetAsync(each))
                .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found");
        }
    }

    [Fact]
    public async Task Files_OfASharedModel_AreForProjectsWithAnEndpointOnIt()
    {
        var owner = await scene.Host.CreateProjectAsync();
        await scene.Host.Admin.PatchAsync($"/admin/v1/projects/{owner.Id}", """{"features":["model_sharing"]}""");
        string model = await UploadAsync(owner);
        var user = await scene.Host.CreateProjectAsync();
        var agent = scene.Host.As(await EnrollAsync(user));
        string share = $"{owner.Root}/models/{model}/";

        (await agent.GetAsync(FileOf(PathOf(model)))).Status.ShouldBe(HttpStatusCode.NotFound, "not shared");
        (await owner.Client.PostAsync(share + "share")).Status.ShouldBe(HttpStatusCode.OK);
        (await agent.GetAsync(FileOf(PathOf(model)))).Status.ShouldBe(HttpStatusCode.NotFound, "no endpoint");
        (await user.Client.PostAsync(user.Root + "/endpoints", $$"""{"slug":"e","model_id":"{{model}}"}"""))
            .Status.ShouldBe(HttpStatusCode.Created);
        (await agent.GetAsync(FileOf(PathOf(model)))).Content.ShouldBe("0123456789");
        (await owner.Client.PostAsync(share + "unshare")).Status.ShouldBe(HttpStatusCode.OK);
        (await agent.GetAsync(FileOf(PathOf(model)))).Status.ShouldBe(HttpStatusCode.OK, "endpoints survive");
        await user.Client.DeleteAsync(user.Root + "/endpoints/e");
        (await agent.GetAsync(FileOf(PathOf(model)))).Status.ShouldBe(HttpStatusCode.NotFound, "the endpoint is gone");
    }

    [Fact]
    public async Task Files_WithoutAnAgentToken_AreRefused()
    {
        var (_, path) = await StageAsync();
        var project = await scene.Host.CreateProjectAsync();

        foreach (var client in (ApiClient[])[scene.Host.As(null), project.Client])
        {
            (await client.GetAsync(FileOf(path)))
                .ShouldBe(HttpStatusCode.Unauthorized, "authentication_error", "invalid_agent_token");
        }
    }

    [Fact]
    public async Task Files_ThatAreNotThere_AreNotFound()
    {
        var (token, path) = await StageAsync();
        var client = scene.Host.As(token);

        (await client.GetAsync(path + "/files/../../secret"))
            .Status.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync(path + "/files/other"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "file_not_found");
        (await client.GetAsync(path.Replace("1.0.0", "9.0.0", StringComparison.Ordinal)))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "version_not_found");
        (await client.GetAsync("/v1/agents/models/x/versions/1.0.0"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_id", "id");
    }

    private static string FileOf(string path) => path + "/files/sub%20dir/w%2B1.bin";

    private async Task<HttpResponseMessage> FetchAsync(string token, string path, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, FileOf(path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        change(request);
        return await Wait.ForAsync("the file", scene.Host.Http.SendAsync(request));
    }

    /// <summary>A project with an uploaded model and an agent: its token and the path of the model's version.</summary>
    private async Task<(string Token, string Path)> StageAsync()
    {
        var project = await scene.Host.CreateProjectAsync();
        string model = await UploadAsync(project);
        return (await EnrollAsync(project), PathOf(model));
    }

    private static string PathOf(string model) => $"/v1/agents/models/{model}/versions/1.0.0";

    private static async Task<string> UploadAsync(TestProject project)
    {
        byte[] weights = SafetensorsBytes.Of(("w", "U8", [1]));
        var upload = await UploadScene.UploadAsync(
            project,
            [.. weights, .. Content],
            "m",
            $$"""
            ,"files":[{"path":"model.safetensors","bytes":{{weights.Length}}},{"path":"sub dir/w+1.bin","bytes":10}]
            """);
        upload.Status.ShouldBe(HttpStatusCode.OK, upload.Content);
        string model = upload.Text("model_id");
        await Wait.UntilAsync(
            "the model's check to pass",
            async () => (await project.Client.GetAsync($"{project.Root}/models/{model}")).Text("status") == "ready");
        return model;
    }

    private async Task<string> EnrollAsync(TestProject project)
    {
        string joinKey = await project.CreateJoinKeyAsync();
        var enrolled = await scene.Host.As(null).PostAsync(
            "/v1/enroll", $$"""{"join_key":"{{joinKey}}","name":"a","version":"1.0.0"}""");
        enrolled.Status.ShouldBe(HttpStatusCode.OK, enrolled.Content);
        return enrolled.Text("token");
    }
}
