using System.Text.Json;
using Xerotier.Contract.Tests.Platforms;
using Xerotier.Contract.Tests.Processes;

namespace Xerotier.Contract.Tests.JavaScript;

/// <summary>Uploads by the official client, which knows nothing of ours but the purpose.</summary>
[Collection(ServerCollection.Name)]
[Trait("Requires", "node")]
public sealed class NodeUploadTests(ServerPlatform platform)
{
    private Uri Root => new(platform.Root, $"/{platform.Project.Id}/v1");

    [Fact]
    public async Task Upload_InTwoParts_BecomesAModel()
    {
        var seen = await NodeClient.RunAsync("upload", Root, platform.Project.Key);

        seen.GetProperty("created").GetProperty("status").GetString().ShouldBe("pending");
        foreach (var part in seen.GetProperty("parts").EnumerateArray())
        {
            part.GetProperty("object").GetString().ShouldBe("upload.part");
            part.GetProperty("id").GetString().ShouldStartWith("part_");
        }

        var completed = seen.GetProperty("completed");
        completed.GetProperty("object").GetString().ShouldBe("upload");
        completed.GetProperty("status").GetString().ShouldBe("completed");
        var model = await platform.SendAsync(
            HttpMethod.Get,
            $"/{platform.Project.Id}/v1/models/{completed.GetProperty("model_id").GetString()}",
            platform.Project.Key);
        model.GetProperty("name").GetString().ShouldBe("node-tiny");
    }

    [Fact]
    public async Task Upload_Cancelled_IsCancelled()
    {
        var seen = await NodeClient.RunAsync("upload-cancelled", Root, platform.Project.Key);

        seen.GetProperty("status").GetString().ShouldBe("cancelled");
    }

    [Theory]
    [InlineData("upload-short", "size_mismatch", "bytes")]
    [InlineData("upload-other-md5", "checksum_mismatch", "md5")]
    public async Task Upload_ThatIsNotWhatWasAnnounced_RaisesBadRequest(string scenario, string code, string param)
    {
        var seen = await NodeClient.RunAsync(scenario, Root, platform.Project.Key);

        JsonElement error = seen.GetProperty("error");
        error.GetProperty("kind").GetString().ShouldBe("BadRequestError");
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("param").GetString().ShouldBe(param);
    }
}
