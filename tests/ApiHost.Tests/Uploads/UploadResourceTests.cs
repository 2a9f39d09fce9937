using System.Net;
using System.Text;
using Xerotier.TestKit.Artifacts;

namespace Xerotier.ApiHost.Tests.Uploads;

/// <summary>The life of uploads over the socket.</summary>
public sealed class UploadResourceTests(UploadScene scene) : IClassFixture<UploadScene>
{
    [Fact]
    public async Task Upload_PartsOutOfOrder_BecomeTheFileOfAModel()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(
            project, 6, members: ""","model":{"name":"Tiny","description":"One\nTwo","license":"mit"}""");
        await UploadScene.SendPartAsync(project, id, [4, 5, 6], 2);
        await UploadScene.SendPartAsync(project, id, [1, 2, 3], 1);

        var completed = await UploadScene.CompleteAsync(project, id);

        completed.Status.ShouldBe(HttpStatusCode.OK, completed.Content);
        completed.Text("object").ShouldBe("upload");
        completed.Text("status").ShouldBe("completed");
        (await scene.FilesAsync(completed.Json)).ShouldHaveSingleItem().Value.ShouldBe([1, 2, 3, 4, 5, 6]);
        (await scene.StoredAsync($"uploads/{id}")).ShouldBeEmpty();
        var model = await project.Client.GetAsync($"{project.Root}/models/{completed.Text("model_id")}");
        model.Text("name").ShouldBe("Tiny");
        model.Text("status").ShouldNotBe("uploading");
    }

    [Fact]
    public async Task Upload_PartsWithoutNumbers_AreOrderedByTheirIds()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 4);
        string second = await UploadScene.SendPartAsync(project, id, [3, 4]);
        string first = await UploadScene.SendPartAsync(project, id, [1, 2]);

        var completed = await UploadScene.CompleteAsync(
            project, id, $$"""{"part_ids":["{{first}}","{{second}}"]}""");

        completed.Text("status").ShouldBe("completed");
        (await scene.FilesAsync(completed.Json))["tiny.gguf"].ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Upload_CompletedTwice_AnswersTheSame()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 1);
        await UploadScene.SendPartAsync(project, id, [1]);

        var first = await UploadScene.CompleteAsync(project, id);
        var second = await UploadScene.CompleteAsync(project, id);

        second.Status.ShouldBe(HttpStatusCode.OK);
        second.Content.ShouldBe(first.Content);
    }

    [Fact]
    public async Task Upload_WhileItTakesParts_ShowsThemAndItsModel()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 5);
        string part = await UploadScene.SendPartAsync(project, id, [1, 2], 1);

        var upload = await UploadScene.GetAsync(project, id);

        ((string?)upload["status"]).ShouldBe("pending");
        ((long)upload["bytes_received"]!).ShouldBe(2);
        ((long)upload["expires_at"]! - (long)upload["created_at"]!).ShouldBe(24 * 3600);
        ((string?)upload["parts"]![0]!["id"]).ShouldBe(part);
        ((string?)upload["parts"]![0]!["sha256"]).ShouldBe(UploadScene.Sha256([1, 2]));
        var model = await project.Client.GetAsync($"{project.Root}/models/{(string)upload["model_id"]!}");
        model.Text("status").ShouldBe("uploading");
        var list = await project.Client.GetAsync(project.Root + "/uploads");
        ((string?)list.Json["data"]!.AsArray().ShouldHaveSingleItem()!["id"]).ShouldBe(id);
    }

    [Fact]
    public async Task Part_FieldsBehindTheData_AreRead()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 2);

        var part = await UploadScene.SendAsync(
            project,
            id,
            ("ignored", [1]),
            ("data", [7, 8]),
            ("sha256", Encoding.ASCII.GetBytes(UploadScene.Sha256([7, 8]).ToUpperInvariant())),
            ("part_number", "3"u8.ToArray()));

        part.Status.ShouldBe(HttpStatusCode.OK, part.Content);
        ((int)part.Json["part_number"]!).ShouldBe(3);
    }

    [Fact]
    public async Task Part_SentAgain_AnswersTheSamePart()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 2);

        string first = await UploadScene.SendPartAsync(project, id, [1, 2], 1);
        string again = await UploadScene.SendPartAsync(project, id, [1, 2], 1);

        again.ShouldBe(first);
        (await scene.StoredAsync($"uploads/{id}")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Part_SameNumberWithOtherContent_IsRefused()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 4);
        await UploadScene.SendPartAsync(project, id, [1, 2], 1);

        var other = await UploadScene.SendAsync(project, id, ("data", [3, 4]), ("part_number", "1"u8.ToArray()));

        other.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "checksum_mismatch", "part_number");
        (await scene.StoredAsync($"uploads/{id}")).ShouldHaveSingleItem().Value.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Upload_Cancelled_LeavesNothing()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 2);
        await UploadScene.SendPartAsync(project, id, [1]);

        var cancelled = await project.Client.PostAsync($"{project.Root}/uploads/{id}/cancel");
        var again = await project.Client.DeleteAsync($"{project.Root}/uploads/{id}");

        cancelled.Text("status").ShouldBe("cancelled");
        again.Content.ShouldBe(cancelled.Content);
        await scene.ShouldHaveLeftNothingAsync(project, id);
        (await UploadScene.SendAsync(project, id, ("data", [2])))
            .ShouldBe(HttpStatusCode.Conflict, "invalid_request_error", "invalid_state");
        (await UploadScene.CompleteAsync(project, id))
            .ShouldBe(HttpStatusCode.Conflict, "invalid_request_error", "invalid_state");
    }

    [Fact]
    public async Task Upload_CompletedThenCancelled_Stays()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 1);
        await UploadScene.SendPartAsync(project, id, [1]);
        await UploadScene.CompleteAsync(project, id);

        var cancelled = await project.Client.PostAsync($"{project.Root}/uploads/{id}/cancel");

        cancelled.ShouldBe(HttpStatusCode.Conflict, "invalid_request_error", "invalid_state");
        (await scene.FilesAsync(await UploadScene.GetAsync(project, id))).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Upload_NewVersionOfAModel_FillsThatVersion()
    {
        var project = await scene.Host.CreateProjectAsync();
        var first = await UploadScene.UploadAsync(project, [1], "a.gguf");
        string model = first.Text("model_id");

        var second = await UploadScene.UploadAsync(
            project, [2], "b.gguf", $$""","model":{"id":"{{model}}","version":"2.0.0","version_notes":"n"}""");

        second.Text("status").ShouldBe("completed");
        second.Text("model_id").ShouldBe(model);
        second.Text("version").ShouldBe("2.0.0");
    }

    [Fact]
    public async Task Upload_VersionThatExists_IsRefused()
    {
        var project = await scene.Host.CreateProjectAsync();
        var first = await UploadScene.UploadAsync(project, SafetensorsBytes.Of(("w", "U8", [1])), "model.safetensors");

        var again = await project.Client.PostAsync(
            project.Root + "/uploads",
            $$"""
            {"purpose":"model","filename":"b.gguf","bytes":1,
             "model":{"id":"{{first.Text("model_id")}}","version":"1.0.0"} }
            """);

        again.ShouldBe(HttpStatusCode.Conflict, "invalid_request_error", "version_exists", "version");
        (await project.Client.GetAsync(project.Root + "/uploads")).Json["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Upload_OfAnotherProject_IsNotFound()
    {
        var owner = await scene.Host.CreateProjectAsync();
        var stranger = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(owner, 1);

        (await stranger.Client.GetAsync($"{stranger.Root}/uploads/{id}"))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "upload_not_found");
        (await UploadScene.SendAsync(stranger, id, ("data", [1])))
            .ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "upload_not_found");
    }

    [Fact]
    public async Task Upload_ForAModelOfAnotherProject_IsNotFound()
    {
        var owner = await scene.Host.CreateProjectAsync();
        var stranger = await scene.Host.CreateProjectAsync();
        var upload = await UploadScene.UploadAsync(owner, [1], "a.gguf");

        var refused = await stranger.Client.PostAsync(
            stranger.Root + "/uploads",
            $$"""
            {"purpose":"model","filename":"b.gguf","bytes":1,
             "model":{"id":"{{upload.Text("model_id")}}","version":"2.0.0"} }
            """);

        refused.ShouldBe(HttpStatusCode.NotFound, "invalid_request_error", "model_not_found", "model.id");
        (await scene.FilesAsync(upload.Json)).Count.ShouldBe(1);
    }
}
