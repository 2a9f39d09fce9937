using System.Net;
using System.Text.Json.Nodes;

namespace Xerotier.ApiHost.Tests.Models;

[Collection(HostCollection.Name)]
public sealed class VersionResourceTests(TestHost host)
{
    [Fact]
    public async Task Versions_CreatedPromotedAndRolledBack_KeepTheirShape()
    {
        var project = await host.CreateProjectAsync();
        string path = $"{project.Root}/models/{await project.CreateModelAsync()}/versions";

        var created = await project.Client.PostAsync(
            path, """{"version":"2.0.0","version_notes":"Improved accuracy"}""");
        var promoted = await project.Client.PostAsync(path + "/2.0.0/promote");
        var listed = await project.Client.GetAsync(path);
        var rolledBack = await project.Client.PostAsync(path + "/1.0.0/rollback");
        var again = await project.Client.PostAsync(path + "/1.0.0/promote");

        created.Status.ShouldBe(HttpStatusCode.Created, created.Content);
        created.Json.AsObject().Select(member => member.Key).ShouldBe(
            ["id", "object", "version", "is_latest", "created", "version_notes", "status"]);
        created.Text("object").ShouldBe("model.version");
        created.Text("version_notes").ShouldBe("Improved accuracy");
        created.Text("status").ShouldBe("ready");
        created.Json["is_latest"]!.GetValue<bool>().ShouldBeFalse();
        promoted.Status.ShouldBe(HttpStatusCode.OK);
        promoted.Json["is_latest"]!.GetValue<bool>().ShouldBeTrue();
        promoted.Text("id").ShouldBe(created.Text("id"));
        listed.Json.AsObject().Select(member => member.Key).ShouldBe(["object", "data"]);
        listed.Json["data"]!.AsArray().Select(Summary).ShouldBe([("1.0.0", false), ("2.0.0", true)]);
        (rolledBack.Text("version"), again.Status).ShouldBe(("1.0.0", HttpStatusCode.OK));
    }

    [Fact]
    public async Task Create_WithNotesInCamelCase_TakesThem()
    {
        var project = await host.CreateProjectAsync();
        string path = $"{project.Root}/models/{await project.CreateModelAsync()}/versions";

        (await project.Client.PostAsync(path, """{"version":"1.1.0","versionNotes":"a\nb"}"""))
            .Text("version_notes").ShouldBe("a\nb");
    }

    [Theory]
    [InlineData("\"1.0\"")]
    [InlineData("\"v1.0.0\"")]
    [InlineData("\"1.0.0-\"")]
    [InlineData("\"01.0.0\"")]
    [InlineData("\"\"")]
    public async Task Create_WithWhatIsNoSemver_IsRefused(string version)
    {
        var project = await host.CreateProjectAsync();
        string path = $"{project.Root}/models/{await project.CreateModelAsync()}/versions";

        (await project.Client.PostAsync(path, $$"""{"version":{{version}}}"""))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_version", "version");
        (await project.Client.GetAsync(path)).Json["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"version":"1.0.0"}""", HttpStatusCode.Conflict, "version_exists")]
    [InlineData("{}", HttpStatusCode.Conflict, "version_exists")]
    [InlineData("""{"version":1}""", HttpStatusCode.BadRequest, "invalid_request")]
    public async Task Create_ThatCannotBe_SaysWhy(string body, HttpStatusCode status, string code)
    {
        var project = await host.CreateProjectAsync();
        string path = $"{project.Root}/models/{await project.CreateModelAsync()}/versions";

        (await project.Client.PostAsync(path, body)).ShouldBe(status, "invalid_request_error", code, "version");
    }

    [Theory]
    [InlineData("promote")]
    [InlineData("rollback")]
    public async Task Move_ToNoSuchVersion_IsRefused(string move)
    {
        var project = await host.CreateProjectAsync();
        string path = $"{project.Root}/models/{await project.CreateModelAsync()}/versions";

        (await project.Client.PostAsync($"{path}/9.0.0/{move}"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "version_not_found");
        (await project.Client.PostAsync($"{path}/v1/{move}"))
            .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_version", "version");
    }

    [Fact]
    public async Task Promote_ByManyAtOnce_LeavesExactlyOneLatest()
    {
        var project = await host.CreateProjectAsync();
        string path = $"{project.Root}/models/{await project.CreateModelAsync()}/versions";
        string[] versions = [.. Enumerable.Range(2, 8).Select(major => $"{major}.0.0")];
        await Task.WhenAll(
            versions.Select(version => project.Client.PostAsync(path, $$"""{"version":"{{version}}"}""")));

        var moves = await Task.WhenAll(
            versions.Select(version => project.Client.PostAsync($"{path}/{version}/promote")));

        moves.ShouldAllBe(move => move.Status == HttpStatusCode.OK);
        (await project.Client.GetAsync(path)).Json["data"]!.AsArray()
            .Count(version => Summary(version).Latest).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"version":"9.0.0"}""", HttpStatusCode.NotFound, "version_not_found", "version")]
    [InlineData("""{"version":"1.0"}""", HttpStatusCode.BadRequest, "invalid_version", "version")]
    [InlineData("""{"rollout_percent":101}""", HttpStatusCode.BadRequest, "invalid_request", "rollout_percent")]
    [InlineData(
        """{"version":"1.0.0","rollout_percent":1}""", HttpStatusCode.BadRequest, "invalid_request", "rollout_percent")]
    public async Task Endpoint_WithABadPin_IsRefused(string change, HttpStatusCode status, string code, string param)
    {
        var project = await host.CreateProjectAsync();
        await project.CreateEndpointAsync("chat");

        (await project.Client.PatchAsync(project.Root + "/endpoints/chat", change))
            .ShouldBe(status, "invalid_request_error", code, param);
    }

    [Fact]
    public async Task Endpoint_PinnedOrInARollout_SaysSo()
    {
        var project = await host.CreateProjectAsync();
        await project.CreateEndpointAsync("chat");
        string path = project.Root + "/endpoints/chat";

        var rollout = await project.Client.PatchAsync(path, """{"rollout_percent":25}""");
        var pinned = await project.Client.PatchAsync(path, """{"version":"1.0.0"}""");
        var free = await project.Client.PatchAsync(path, """{"version":null}""");

        rollout.Json["rollout_percent"]!.GetValue<int>().ShouldBe(25);
        pinned.Text("version").ShouldBe("1.0.0");
        pinned.Json["rollout_percent"].ShouldBeNull();
        free.Json["version"].ShouldBeNull();
    }

    private static (string Version, bool Latest) Summary(JsonNode? version) =>
        ((string)version!["version"]!, version["is_latest"]!.GetValue<bool>());
}
