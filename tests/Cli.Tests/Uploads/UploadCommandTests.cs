using System.Text.Json.Nodes;
using Xerotier.Cli.Connections;
using Xerotier.Cli.Tests.Platforms;
using Xerotier.Cli.Uploads;
using Xerotier.TestKit.Network;

namespace Xerotier.Cli.Tests.Uploads;

[Collection(PlatformCollection.Name)]
public sealed class UploadCommandTests(Platform platform)
{
    private const long Mebibyte = 1 << 20;

    [Fact]
    public async Task Upload_OfADirectory_MakesAModelOfItsFiles()
    {
        using var terminal = await platform.OpenProjectAsync();
        var folder = MakeFolder(terminal, bytes: 100_000);

        var upload = await terminal.JsonAsync("upload", folder, "My model", "--no-wait");

        ((string)upload["status"]!).ShouldBe("completed");
        ((long)upload["bytes"]!).ShouldBe(100_002);
        var model = await terminal.JsonAsync("models", (string)upload["model_id"]!);
        ((string)model["name"]!).ShouldBe("My model");
        var list = await terminal.JsonAsync("uploads");
        ((string)list["data"]![0]!["id"]!).ShouldBe((string)upload["id"]!);
    }

    [Fact]
    public async Task Upload_CutOff_IsGoneOnWithByTheSameCommand()
    {
        using var terminal = await platform.OpenProjectAsync();
        var folder = MakeFolder(terminal, bytes: 4 * Mebibyte);
        var requests = new List<string>();
        using var cut = new CancellationTokenSource();
        long seen = 0;
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(terminal, folder, requests, bytes =>
        {
            seen += bytes;
            if (seen > 2 * Mebibyte + 1000)
            {
                cut.Cancel();
            }
        }, cut.Token));
        requests.Clear();

        long brought = 0;
        var upload = await RunAsync(terminal, folder, requests, bytes => brought += bytes, CancellationToken.None);

        ((string)upload["status"]!).ShouldBe("completed");
        brought.ShouldBe(4 * Mebibyte + 2);
        requests.Count(request => request.EndsWith("/parts")).ShouldBe(3);
        requests.ShouldNotContain(request => request.EndsWith("/uploads"));
    }

    [Fact]
    public async Task Upload_OverAConnectionThatBreaks_IsMadeGood()
    {
        using var terminal = await platform.OpenProjectAsync();
        var folder = MakeFolder(terminal, bytes: 4 * Mebibyte);
        await using var proxy = CuttingProxy.Start(terminal.BaseUrl!, 2 * Mebibyte);
        var requests = new List<string>();
        var through = new UriBuilder(terminal.BaseUrl!) { Port = proxy.Url.Port }.Uri;

        var upload = await RunAsync(terminal, folder, requests, _ => { }, CancellationToken.None, through);

        ((string)upload["status"]!).ShouldBe("completed");
        proxy.Cuts.ShouldBe(1);
        requests.Count(request => request.EndsWith("/parts")).ShouldBe(5, "none is answered twice");
    }

    [Fact]
    public async Task Upload_WatchedByAPerson_ShowsABar()
    {
        using var terminal = await platform.OpenProjectAsync();
        terminal.Interactive = true;

        await terminal.RunAsync("upload", MakeFolder(terminal, bytes: 4 * Mebibyte), "Seen", "--no-wait");

        terminal.Error.ShouldContain("model ");
        terminal.Error.ShouldContain("\u2501\u2501\u2501\u2501", customMessage: "a bar");
    }

    [Fact]
    public async Task Upload_FilesChangedSince_BeginsAgain()
    {
        using var terminal = await platform.OpenProjectAsync();
        var folder = MakeFolder(terminal, bytes: 2 * Mebibyte);
        using var cut = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(
            () => RunAsync(terminal, folder, [], _ => cut.Cancel(), cut.Token));
        File.AppendAllText(Path.Combine(folder, "config.json"), " ");
        var requests = new List<string>();

        await RunAsync(terminal, folder, requests, _ => { }, CancellationToken.None);

        requests.ShouldContain(request => request.EndsWith("POST " + terminal.BaseUrl + "/v1/uploads"));
    }

    [Fact]
    public async Task Upload_OfFilesThatAreNoModel_SaysWhatIsWrong()
    {
        using var terminal = await platform.OpenProjectAsync();
        var folder = MakeFolder(terminal, bytes: 1000);

        (await terminal.RunAsync("upload", folder, "Broken")).ShouldBe(CliExitCodes.Refused, terminal.Error);

        terminal.Error.ShouldContain("no usable model");
        terminal.Out.ShouldContain("validationError");
    }

    [Fact]
    public async Task Upload_Cancelled_IsShownAsThat()
    {
        using var terminal = await platform.OpenProjectAsync();
        var folder = MakeFolder(terminal, bytes: 2 * Mebibyte);
        using var cut = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(
            () => RunAsync(terminal, folder, [], _ => cut.Cancel(), cut.Token));
        var id = (string)(await terminal.JsonAsync("uploads"))["data"]![0]!["id"]!;

        var cancelled = await terminal.JsonAsync("uploads", id, "--cancel");

        ((string)cancelled["status"]!).ShouldBe("cancelled");
    }

    [Theory]
    [InlineData("--part-size", "0")]
    [InlineData("--part-size", "101")]
    public async Task Upload_WithAWrongFlag_IsNotBegun(string flag, string value)
    {
        using var terminal = await platform.OpenProjectAsync();

        (await terminal.RunAsync("upload", MakeFolder(terminal, 10), "x", flag, value)).ShouldBe(CliExitCodes.Usage);

        (await terminal.JsonAsync("uploads"))["data"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task<JsonNode> RunAsync(
        Terminal terminal,
        string folder,
        List<string> requests,
        Action<long> progress,
        CancellationToken cancellation,
        Uri? baseUrl = null)
    {
        var connection = new Connection(baseUrl ?? terminal.BaseUrl!, terminal.ApiKey!, "test");
        using var api = new PlatformApi(connection, TimeSpan.FromSeconds(60), dryRun: false, requests.Add);
        var target = new UploadTarget("m", null, null, new Dictionary<string, string?>());
        var memory = new UploadMemory(terminal.At("memory"));
        var run = new UploadRun(api, LocalFiles.Find(folder), target, memory, Mebibyte);
        return JsonNode.Parse((await run.RunAsync("key", restart: false, progress, cancellation)).GetRawText())!;
    }

    // A configuration and weights of so many bytes, which are no weights.
    private static string MakeFolder(Terminal terminal, long bytes)
    {
        var folder = terminal.At("model");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), "{}");
        var weights = new byte[bytes];
        new Random(7).NextBytes(weights);
        File.WriteAllBytes(Path.Combine(folder, "model.safetensors"), weights);
        return folder;
    }
}
