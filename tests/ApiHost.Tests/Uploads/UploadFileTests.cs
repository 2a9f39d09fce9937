using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using ICSharpCode.SharpZipLib.BZip2;

namespace Xerotier.ApiHost.Tests.Uploads;

/// <summary>What the bytes of uploads become.</summary>
public sealed class UploadFileTests(UploadScene scene) : IClassFixture<UploadScene>
{
    [Fact]
    public async Task Manifest_Files_AreCutFromTheParts()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(
            project,
            5,
            "model",
            $$"""
            ,"files":[{"path":"config.json","bytes":2,"sha256":"{{UploadScene.Sha256([1, 2])}}"},
                      {"path":"empty","bytes":0},{"path":"sub/w.bin","bytes":3}]
            """);
        await UploadScene.SendPartAsync(project, id, [1, 2, 3]);
        await UploadScene.SendPartAsync(project, id, [4, 5]);

        var completed = await UploadScene.CompleteAsync(project, id);

        completed.Text("status").ShouldBe("completed", completed.Content);
        var files = await scene.FilesAsync(completed.Json);
        files.Keys.ShouldBe(["config.json", "empty", "sub/w.bin"], ignoreOrder: true);
        files["config.json"].ShouldBe([1, 2]);
        files["empty"].ShouldBeEmpty();
        files["sub/w.bin"].ShouldBe([3, 4, 5]);
    }

    [Fact]
    public async Task Manifest_FileWithAnotherDigest_LeavesNothing()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(
            project,
            2,
            "model",
            $$""","files":[{"path":"a","bytes":1},{"path":"b","bytes":1,"sha256":"{{UploadScene.Sha256([9])}}"}]""");
        await UploadScene.SendPartAsync(project, id, [1, 2]);

        var refused = await UploadScene.CompleteAsync(project, id);

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "checksum_mismatch", "files");
        await scene.ShouldHaveLeftNothingAsync(project, id);
        var upload = await UploadScene.GetAsync(project, id);
        ((string?)upload["status"]).ShouldBe("failed");
        ((string?)upload["error"]!["code"]).ShouldBe("checksum_mismatch");
        (await UploadScene.CompleteAsync(project, id)).Content.ShouldBe(refused.Content);
    }

    [Theory]
    [InlineData("m.tar", "")]
    [InlineData("m.tgz", "")]
    [InlineData("m.tar.bz2", "")]
    [InlineData("m", ",\"mime_type\":\"application/x-bzip2\"")]
    public async Task Archive_OfEachFormat_IsUnpacked(string filename, string members)
    {
        var project = await scene.Host.CreateProjectAsync();
        byte[] archive = Pack(filename == "m" ? "m.tar.bz2" : filename, ("./config.json", "{}"), ("sub/w.bin", "abc"));

        var completed = await UploadScene.UploadAsync(project, archive, filename, members);

        completed.Text("status").ShouldBe("completed", completed.Content);
        var files = await scene.FilesAsync(completed.Json);
        files.Keys.ShouldBe(["config.json", "sub/w.bin"], ignoreOrder: true);
        files["config.json"].ShouldBe("{}"u8.ToArray());
        files["sub/w.bin"].ShouldBe("abc"u8.ToArray());
    }

    [Theory]
    [InlineData("m.gguf")]
    [InlineData("m.tar.gz")]
    public async Task Complete_WithTheMd5OfAllParts_IsChecked(string filename)
    {
        var project = await scene.Host.CreateProjectAsync();
        byte[] content = filename == "m.gguf" ? [1, 2, 3, 4] : [.. Pack(filename, ("a", "x")), 0, 0, 0];
        string id = await UploadScene.CreateAsync(project, content.Length, filename);
        await UploadScene.SendPartAsync(project, id, content[2..], 2);
        await UploadScene.SendPartAsync(project, id, content[..2], 1);

        var completed = await UploadScene.CompleteAsync(
            project, id, $$"""{"md5":"{{Convert.ToHexString(MD5.HashData(content))}}"}""");

        completed.Text("status").ShouldBe("completed", completed.Content);
    }

    [Fact]
    public async Task Complete_WithAnotherMd5_LeavesNothing()
    {
        var project = await scene.Host.CreateProjectAsync();
        string id = await UploadScene.CreateAsync(project, 1);
        await UploadScene.SendPartAsync(project, id, [1]);

        var refused = await UploadScene.CompleteAsync(
            project, id, $$"""{"md5":"{{Convert.ToHexString(MD5.HashData([2]))}}"}""");

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "checksum_mismatch", "md5");
        await scene.ShouldHaveLeftNothingAsync(project, id);
    }

    [Fact]
    public async Task Upload_AgainAfterAFailedCheck_LeavesOnlyTheLastFiles()
    {
        var project = await scene.Host.CreateProjectAsync("free");
        var first = await UploadScene.UploadAsync(project, new byte[400], "m.gguf");
        string again = $$""","model":{"id":"{{first.Text("model_id")}}","version":"1.0.0"}""";
        await FailedAsync();

        var second = await UploadScene.UploadAsync(project, new byte[500], "m.gguf", again);
        await FailedAsync();

        second.Text("status").ShouldBe("completed", second.Content);
        string last = $$"""{"purpose":"model","filename":"m.gguf","bytes":{{UploadScene.FreeStorageBytes - 500}}}""";
        await Wait.UntilAsync(
            "the room of the failed upload to be free",
            async () => (await project.Client.PostAsync(project.Root + "/uploads", last)).Status == HttpStatusCode.OK);
        (await scene.FilesAsync(first.Json)).ShouldBeEmpty();
        (await scene.FilesAsync(second.Json)).Count.ShouldBe(1);

        Task FailedAsync() => Wait.UntilAsync(
            "the check to fail",
            async () => (await project.Client.GetAsync($"{project.Root}/models/{first.Text("model_id")}"))
                .Text("status") == "error");
    }

    [Fact]
    public async Task Archive_ThatUnpacksToFarMoreThanItIs_LeavesNothing()
    {
        // 64 MiB are always allowed. What follows the header does not matter.
        var project = await scene.Host.CreateProjectAsync();
        byte[] archive = Pack("m.tar", ("zeros", new string('0', 80 << 20)))[..2_048];
        string id = await UploadScene.CreateAsync(project, archive.Length, "m.tar");
        await UploadScene.SendPartAsync(project, id, archive);

        var refused = await UploadScene.CompleteAsync(project, id);

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_archive", "data");
        refused.Content.ShouldContain("files are more than");
        await scene.ShouldHaveLeftNothingAsync(project, id);
    }

    [Fact]
    public async Task Archive_Unsafe_LeavesNothing()
    {
        var project = await scene.Host.CreateProjectAsync();
        byte[] archive = Pack("m.tar.gz", ("good", "x"), ("../evil", "x"));
        string id = await UploadScene.CreateAsync(project, archive.Length, "m.tar.gz");
        await UploadScene.SendPartAsync(project, id, archive);

        var refused = await UploadScene.CompleteAsync(project, id);

        refused.ShouldBe(HttpStatusCode.BadRequest, "invalid_request_error", "invalid_archive", "data");
        refused.Content.ShouldContain("../evil");
        await scene.ShouldHaveLeftNothingAsync(project, id);
    }

    [Fact]
    public async Task Archive_UnpacksBeyondTheQuota_LeavesNothing()
    {
        var project = await scene.Host.CreateProjectAsync("free");
        byte[] archive = Pack("m.tar.gz", ("a", "x"), ("zeros", new string('0', UploadScene.FreeStorageBytes)));
        archive.Length.ShouldBeLessThan(UploadScene.FreeStorageBytes);
        string id = await UploadScene.CreateAsync(project, archive.Length, "m.tar.gz");
        await UploadScene.SendPartAsync(project, id, archive);

        var refused = await UploadScene.CompleteAsync(project, id);

        refused.ShouldBe(
            HttpStatusCode.RequestEntityTooLarge, "invalid_request_error", "quota_exceeded", "bytes");
        await scene.ShouldHaveLeftNothingAsync(project, id);
        await UploadScene.CreateAsync(project, UploadScene.FreeStorageBytes);
    }

    [Fact]
    public async Task Upload_NotCompletedInTime_LeavesNothing()
    {
        // A host of its own: its clock leaps.
        var own = new UploadScene();
        await own.InitializeAsync();
        try
        {
            var project = await own.Host.CreateProjectAsync();
            string id = await UploadScene.CreateAsync(project, 2);
            await UploadScene.SendPartAsync(project, id, [1]);

            own.Host.Clock.Advance(TimeSpan.FromHours(24));

            ((string?)(await UploadScene.GetAsync(project, id))["status"]).ShouldBe("expired");
            (await UploadScene.CompleteAsync(project, id))
                .ShouldBe(HttpStatusCode.Conflict, "invalid_request_error", "invalid_state");
            await own.ShouldHaveLeftNothingAsync(project, id);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    // Reminders of the other engine keep real time.
    [Fact]
    [Trait("Engine", "embedded")]
    public async Task Upload_NotCompletedInTime_IsSweptWithoutAnyRequest()
    {
        var own = new UploadScene();
        await own.InitializeAsync();
        try
        {
            var project = await own.Host.CreateProjectAsync();
            string id = await UploadScene.CreateAsync(project, 2);
            await UploadScene.SendPartAsync(project, id, [1]);

            own.Host.Clock.Advance(TimeSpan.FromHours(24));

            await Wait.UntilAsync(
                "the sweep of the upload's parts",
                async () => await own.Store.ListAsync($"uploads/{id}").CountAsync() == 0);
            await Wait.UntilAsync(
                "the sweep of its model",
                async () => (await project.Client.GetAsync(project.Root + "/models")).Json["data"]!.AsArray() is []);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private static byte[] Pack(string name, params (string Path, string Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var compressed = Compress(name, packed))
        using (var tar = new TarWriter(compressed, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
                });
            }
        }

        return packed.ToArray();
    }

    private static Stream Compress(string name, MemoryStream packed) =>
        name.EndsWith("gz", StringComparison.Ordinal) ? new GZipStream(packed, CompressionLevel.Fastest, true)
        : name.EndsWith("bz2", StringComparison.Ordinal) ? new BZip2OutputStream(packed) { IsStreamOwner = false }
        : new BufferedStream(packed);
}
