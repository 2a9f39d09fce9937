using System.Net;
using System.Text;

namespace Xerotier.ApiHost.Tests.Uploads;

/// <summary>What uploads must not do, and what is left when they try.</summary>
public sealed class UploadLimitTests(UploadScene scene) : IClassFixture<UploadScene>
{
    private const string File64 = "0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData("""{"filename":"a","bytes":1}""", "purpose")]
    [InlineData("""{"purpose":"batch","filename":"a","bytes":1}""", "purpose")]
    [InlineData("""{"purpose":"model","bytes":1}""", "filename")]
    [InlineData("""{"purpose":"model","filename":"a\u0000b","bytes":1}""", "filename")]
    [InlineData("""{"purpose":"model","filename":"../a","bytes":1}""", "filename")]
    [InlineData("""{"purpose":"model","filename":"/etc/passwd","bytes":1}""", "filename")]
    [InlineData("""{"purpose":"model","filename":"a"}""", "bytes")]
    [InlineData("""{"purpose":"model","filename":"a","bytes":0}""", "bytes")]
    [InlineData("""{"purpose":"model","filename":"a","bytes":-1}""", "bytes")]
    [InlineData("""{"purpose":"model","filename":"a","bytes":99999999999999999999}""", "bytes")]
    [InlineData("""{"purpose":"model","filename":"a","bytes":"1"}""", "bytes")]
    [InlineData(
        """{"purpose":"model","filename":"a","bytes":1,"files":[{"path":"../x","bytes":1}]}""", "files[0].path")]
    [InlineData("""{"purpose":"model","filename":"a","bytes":1,"files":[{"path":"x"}]}""", "files[0].bytes")]
    [InlineData(
        """{"purpose":"model","filename":"a","bytes":1,"files":[{"path":"x","bytes":1},{"path":"x","bytes":0}]}""",
        "files[1].path")]
    [InlineData(
        """{"purpose":"model","filename":"a","bytes":1,"files":[{"path":"x","bytes":1},{"path":"x/y","bytes":0}]}""",
        "files[1].path")]
    [InlineData(
        """{"purpose":"model","filename":"a","bytes":1,"files":[{"path":"x","bytes":1,"sha256":"zz"}]}""",
        "files[0].sha256")]
    [InlineData("""{"purpose":"model","filename":"a.tar","bytes":1,"files":[{"path":"x","bytes":1}]}""", "files")]
    [InlineData("""{"purpose":"model","filename":"a","bytes":1,"model":{"name":""}}""", "model.name")]
    [InlineData("""{"purpose":"model","filename":"a","bytes":1,"model":{"name":"a\u0007"}}""", "model.name")]
    [InlineData(
        """{"purpose":"model","filename":"a","bytes":1,"model":{"description":"\u0000"}}""", "model.description")]
    public async Task Create_BadBody_NamesTheField(string json, string param)
    {
        var project = await scene.Host.CreateProjectAsync();

        var refused = await project.Client.PostAsync(project.Root + "/uploads", json);

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", param);
        (await project.Client.GetAsync(project.Root + "/models")).Json["data"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.0-")]
    [InlineData("01.0.0")]
    public async Task Create_VersionThatIsNoSemver_LeavesNothing(string version)
    {
        var project = await scene.Host.CreateProjectAsync();

        var refused = await project.Client.PostAsync(
            project.Root + "/uploads",
            $$"""{"purpose":"model","filename":"a","bytes":1,"model":{"version":"{{version}}"} }""");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Code.ShouldBe("invalid_version");
        (await project.Client.GetAsync(project.Root + "/models")).Json["data"]!.AsArray().ShouldBeEmpty();
        (await project.Client.GetAsync(project.Root + "/uploads")).Json["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_DescriptionOfAMegabyte_IsRefused()
    {
        var project = await scene.Host.CreateProjectAsync();
        string text = new('x', 1024 * 1024);

        var refused = await project.Client.PostAsync(
            project.Root + "/uploads",
            $$"""{"purpose":"model","filename":"a","bytes":1,"model":{"description":"{{text}}"} }""");

        refused.ShouldBe(
            HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "model.description");
    }

    [Fact]
    public async Task Create_FilesOfAnotherTotal_IsRefused()
    {
        var project = await scene.Host.CreateProjectAsync();

        var refused = await project.Client.PostAsync(
            project.Root + "/uploads",
            """{"purpose":"model","filename":"a","bytes":3,"files":[{"path":"x","bytes":1},{"path":"y","bytes":1}]}""");

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "size_mismatch", "files");
    }

    [Fact]
    public async Task Create_MoreFilesThanAllowed_IsRefused()
    {
        var project = await scene.Host.CreateProjectAsync();
        var files = Enumerable.Range(0, UploadScene.MaxFiles + 1).Select(i => $$"""{"path":"f{{i}}","bytes":1}""");

        var refused = await project.Client.PostAsync(
            project.Root + "/uploads",
            $$"""
            {"purpose":"model","filename":"a","bytes":{{UploadScene.MaxFiles + 1}},
             "files":[{{string.Join(',', files)}}]}
            """);

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "files");
    }

    [Fact]
    public async Task Create_BeyondTheQuota_LeavesNothing()
    {
        var project = await scene.Host.CreateProjectAsync("free");
        string id = await UploadScene.CreateAsync(project, UploadScene.FreeStorageBytes - 100);

        var refused = await project.Client.PostAsync(
            project.Root + "/uploads", """{"purpose":"model","filename":"b","bytes":101}""");

        refused.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge, "invalid_request_error", "quota_exceeded", "bytes");
        (await project.Client.GetAsync(project.Root + "/models")).Json["data"]!.AsArray().Count.ShouldBe(1);

        await project.Client.PostAsync($"{project.Root}/uploads/{id}/cancel");
        await UploadScene.CreateAsync(project, UploadScene.FreeStorageBytes);
    }

    [Fact]
    public async Task Part_PlanShrankMeanwhile_IsRefused()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, UploadScene.FreeStorageBytes + 1);
        (await scene.Host.Admin.PatchAsync($"/admin/v1/projects/{project.Id}", """{"plan":"free"}"""))
            .Status.ShouldBe(HttpStatusCode.OK);

        var refused = await UploadScene.SendAsync(project, id, ("data", [1]));

        refused.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge, "invalid_request_error", "quota_exceeded", "bytes");
        (await scene.StoredAsync($"uploads/{id}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Part_WrongDigest_IsNotKept()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 1);

        var refused = await UploadScene.SendAsync(
            project, id, ("data", [1]), ("sha256", Encoding.ASCII.GetBytes(File64)));

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "checksum_mismatch", "sha256");
        (await scene.StoredAsync($"uploads/{id}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Part_OneTooMany_IsNotKept()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 10);
        for (int i = 0; i < UploadScene.MaxParts; i++)
        {
            await UploadScene.SendPartAsync(project, id, [1]);
        }

        var refused = await UploadScene.SendAsync(project, id, ("data", [1]));

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "part_number");
        (await scene.StoredAsync($"uploads/{id}")).Count.ShouldBe(UploadScene.MaxParts);
    }

    [Fact]
    public async Task Part_MoreBytesThanAnnounced_IsNotKept()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 3);
        await UploadScene.SendPartAsync(project, id, [1, 2]);

        var refused = await UploadScene.SendAsync(project, id, ("data", [3, 4]));

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "size_mismatch", "data");
        (await scene.StoredAsync($"uploads/{id}")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Complete_PartsMissing_StaysPending()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 3);
        await UploadScene.SendPartAsync(project, id, [1, 2]);

        var refused = await UploadScene.CompleteAsync(project, id);

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "size_mismatch", "bytes");
        await UploadScene.SendPartAsync(project, id, [3]);
        (await UploadScene.CompleteAsync(project, id)).Text("status").ShouldBe("completed");
    }

    [Theory]
    [InlineData("""{"part_ids":["part_1"]}""")]
    [InlineData("""{"part_ids":["part_00000000000000000000000000000000"]}""")]
    [InlineData("""{"part_ids":[1]}""")]
    [InlineData("""{"part_ids":"x"}""")]
    public async Task Complete_UnknownParts_AreRefused(string json)
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 1);

        var refused = await UploadScene.CompleteAsync(project, id, json);

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "part_ids");
    }

    [Theory]
    [InlineData("\"d41d8cd98f00b204e9800998ecf8427\"")]
    [InlineData("\"x41d8cd98f00b204e9800998ecf8427e\"")]
    [InlineData("1")]
    public async Task Complete_WhatIsNoMd5_IsRefused(string md5)
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 1);

        var refused = await UploadScene.CompleteAsync(project, id, $$"""{"md5":{{md5}}}""");

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "md5");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("10001")]
    [InlineData("1.5")]
    [InlineData("x")]
    public async Task Part_BadNumber_IsNotKept(string number)
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 1);

        var refused = await UploadScene.SendAsync(
            project, id, ("data", [1]), ("part_number", Encoding.ASCII.GetBytes(number)));

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "part_number");
        (await scene.StoredAsync($"uploads/{id}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Part_NotOneData_IsRefused()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 2);

        foreach (var fields in new (string, byte[])[][]
        {
            [("part_number", "1"u8.ToArray())],
            [("data", [])],
            [("data", [1]), ("data", [2])],
        })
        {
            (await UploadScene.SendAsync(project, id, fields))
                .ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "data");
        }

        (await scene.StoredAsync($"uploads/{id}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Part_TooLarge_IsNotKept()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, UploadScene.MaxPartBytes + 1);

        var refused = await UploadScene.SendAsync(project, id, ("data", new byte[UploadScene.MaxPartBytes + 1]));

        refused.ShouldBe(HttpStatusCode.RequestEntityTooLarge, "invalid_request_error", "body_too_large", "data");
        (await scene.StoredAsync($"uploads/{id}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Part_NoForm_IsRefused()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 1);

        var refused = await UploadScene.SendAsync(
            project, id, new StringContent("{}", Encoding.UTF8, "application/json"));

        refused.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        refused.Code.ShouldBe("unsupported_media_type");
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=data\r\n\r\nxyz")]
    [InlineData("no boundary at all")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=data")]
    public async Task Part_FormThatEndsTooEarly_IsNotKept(string form)
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 3);
        var content = new StringContent(form, Encoding.ASCII);
        content.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };

        var refused = await UploadScene.SendAsync(project, id, content);

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_request", "data");
        (await scene.StoredAsync($"uploads/{id}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Part_ConnectionBreaks_LeavesNothingAndMayBeSentAgain()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 2);
        var broken = new BrokenForm();

        await Should.ThrowAsync<HttpRequestException>(() => UploadScene.SendAsync(project, id, broken));

        await Wait.UntilAsync(
            "the host to have dropped the broken part",
            async () => (await scene.StoredAsync($"uploads/{id}")).Count == 0);
        await UploadScene.SendPartAsync(project, id, [1, 2], 1);
        (await UploadScene.CompleteAsync(project, id)).Text("status").ShouldBe("completed");
    }

    private sealed class BrokenForm : HttpContent
    {
        public BrokenForm() =>
            Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("--b\r\nContent-Disposition: form-data; name=data\r\n\r\nxyz"u8.ToArray());
            await stream.FlushAsync();
            throw new IOException("The cable was pulled.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 10_000;
            return true;
        }
    }
}
