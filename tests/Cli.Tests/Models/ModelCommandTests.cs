using System.Text.Json.Nodes;
using Xerotier.Cli.Models;
using Xerotier.Cli.Tests.Platforms;

namespace Xerotier.Cli.Tests.Models;

[Collection(PlatformCollection.Name)]
public sealed class ModelCommandTests(Platform platform)
{
    [Fact]
    public async Task List_OfModels_ShowsShortIdsThatOtherCommandsTake()
    {
        using var terminal = await platform.OpenProjectAsync();
        var model = await RegisterAsync(terminal, "llama");

        (await terminal.RunAsync("models")).ShouldBe(CliExitCodes.Done, terminal.Error);
        var shortId = DisplayId.Of(Guid.Parse((string)model["id"]!));
        terminal.Out.ShouldContain(shortId);
        terminal.Out.ShouldContain("llama");

        var shown = await terminal.JsonAsync("models", shortId);
        ((string)shown["id"]!).ShouldBe((string)model["id"]!);
        (await terminal.JsonAsync("models", "get", shortId)).ToJsonString().ShouldBe(shown.ToJsonString());
    }

    [Fact]
    public async Task List_InAWideTable_HasMoreColumns()
    {
        using var terminal = await platform.OpenProjectAsync();
        var id = (string)(await RegisterAsync(terminal, "llama"))["id"]!;

        await terminal.RunAsync("models");
        terminal.Out.ShouldNotContain(id);
        terminal.Out.ShouldNotContain("LICENSE");
        (await terminal.RunAsync("models", "-o", "wide")).ShouldBe(CliExitCodes.Done, terminal.Error);

        terminal.Out.ShouldContain(id);
        terminal.Out.ShouldContain("LICENSE");
        terminal.Out.ShouldContain("STATUS");
    }

    [Theory]
    [InlineData("https://www.example.com", "https://www.example.com/")]
    [InlineData("https://example.com/pages/", "https://example.com/pages/")]
    public async Task Status_WithPagesElsewhere_NamesThem(string flag, string shown)
    {
        using var terminal = await platform.OpenProjectAsync();

        var status = await terminal.JsonAsync("status", "--frontend-url", flag);

        ((string)status["frontend_url"]!).ShouldBe(shown);
        ((string)(await terminal.JsonAsync("status"))["frontend_url"]!).ShouldBe(
            terminal.BaseUrl!.GetLeftPart(UriPartial.Authority) + "/");
        (await terminal.RunAsync("status", "--frontend-url", "nowhere")).ShouldBe(CliExitCodes.Usage);
        await terminal.RunAsync("config", "init", "--frontend-url", flag);
        ((string)(await terminal.JsonAsync("status"))["frontend_url"]!).ShouldBe(shown);
    }

    [Fact]
    public async Task List_InPages_SaysHowToGoOn()
    {
        using var terminal = await platform.OpenProjectAsync();
        await RegisterAsync(terminal, "a");
        await RegisterAsync(terminal, "b");

        (await terminal.RunAsync("models", "list", "--limit", "1")).ShouldBe(CliExitCodes.Done, terminal.Error);

        terminal.Error.ShouldContain("More: --after ");
        var after = terminal.Error.Trim().Split(' ')[^1];
        var rest = await terminal.JsonAsync("models", "list", "--after", after);
        rest["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Patch_OfAName_ShowsTheChange()
    {
        using var terminal = await platform.OpenProjectAsync();
        var model = await RegisterAsync(terminal, "old");

        var changed = await terminal.JsonAsync("models", (string)model["id"]!, "--name", "new");

        ((string)changed["name"]!).ShouldBe("new");
    }

    [Fact]
    public async Task Delete_OfAModel_RemovesIt()
    {
        using var terminal = await platform.OpenProjectAsync();
        var model = await RegisterAsync(terminal, "old");

        await terminal.JsonAsync("models", (string)model["id"]!, "--delete");

        (await terminal.RunAsync("models", (string)model["id"]!)).ShouldBe(CliExitCodes.NotFound);
        terminal.Error.ShouldContain("model_not_found");
        terminal.Error.ShouldContain("'xeroctl models'");
    }

    [Theory]
    [InlineData("mdl_ffffffffffff", CliExitCodes.NotFound)]
    [InlineData("llama", CliExitCodes.Usage)]
    [InlineData("mdl_", CliExitCodes.Usage)]
    public async Task Get_OfNoModel_SaysWhatToGive(string id, int code)
    {
        using var terminal = await platform.OpenProjectAsync();

        (await terminal.RunAsync("models", "get", id)).ShouldBe(code);

        terminal.Error.ShouldContain("xeroctl models");
    }

    [Fact]
    public async Task Versions_CreatedPromotedAndRolledBack_MoveThePointer()
    {
        using var terminal = await platform.OpenProjectAsync();
        var id = (string)(await RegisterAsync(terminal, "versioned"))["id"]!;

        var created = await terminal.JsonAsync(
            "models", "versions", id, "--create", "2.0.0", "--notes", "Improved accuracy");
        var promoted = await terminal.JsonAsync("models", "versions", id, "--promote", "2.0.0");
        var back = await terminal.JsonAsync("models", "versions", id, "--rollback", "1.0.0");

        ((bool)created["is_latest"]!).ShouldBeFalse();
        ((string)created["version_notes"]!).ShouldBe("Improved accuracy");
        ((bool)promoted["is_latest"]!).ShouldBeTrue();
        ((string)back["version"]!).ShouldBe("1.0.0");
        (await terminal.RunAsync("models", "versions", id)).ShouldBe(CliExitCodes.Done, terminal.Error);
        terminal.Out.ShouldContain("Improved accuracy");
    }

    [Theory]
    [InlineData("--create", "1.0", CliExitCodes.Refused, "invalid_version")]
    [InlineData("--create", "1.0.0", CliExitCodes.Refused, "version_exists")]
    [InlineData("--promote", "9.0.0", CliExitCodes.NotFound, "models versions")]
    public async Task Versions_Refused_SayWhy(string flag, string version, int code, string said)
    {
        using var terminal = await platform.OpenProjectAsync();
        var id = (string)(await RegisterAsync(terminal, "versioned"))["id"]!;

        (await terminal.RunAsync("models", "versions", id, flag, version)).ShouldBe(code);

        terminal.Error.ShouldContain(said);
    }

    [Theory]
    [InlineData("--promote", "1.0.0", "--rollback", "1.0.0")]
    [InlineData("--notes", "alone")]
    public async Task Versions_WithFlagsThatDoNotGoTogether_AreNotSent(params string[] flags)
    {
        using var terminal = await platform.OpenProjectAsync();

        (await terminal.RunAsync(["models", "versions", Guid.NewGuid().ToString(), .. flags]))
            .ShouldBe(CliExitCodes.Usage);

        terminal.Error.ShouldContain("--create");
    }

    [Fact]
    public async Task Key_ThatIsWrong_SaysWhereItCameFrom()
    {
        using var terminal = await platform.OpenProjectAsync();

        (await terminal.RunAsync("models", "--api-key", "xero_wrong")).ShouldBe(CliExitCodes.KeyRefused);

        terminal.Error.ShouldContain("--api-key");
        terminal.Error.ShouldContain("req_");
    }

    [Fact]
    public async Task Platform_ThatIsAway_IsUnreachable()
    {
        using var terminal = await platform.OpenProjectAsync();

        var id = Guid.NewGuid().ToString();
        (await terminal.RunAsync("models", id, "--delete", "--base-url", "http://127.0.0.1:1/p"))
            .ShouldBe(CliExitCodes.Unreachable);

        terminal.Error.ShouldContain("127.0.0.1:1");
    }

    [Fact]
    public async Task DryRun_OfAChange_ShowsItAndSendsNothing()
    {
        using var terminal = await platform.OpenProjectAsync();
        var id = (string)(await RegisterAsync(terminal, "kept"))["id"]!;

        (await terminal.RunAsync("models", id, "--name", "changed", "--dry-run")).ShouldBe(CliExitCodes.Done);

        terminal.Out.ShouldContain($"PATCH {terminal.BaseUrl}/v1/models/{id}");
        terminal.Out.ShouldContain("changed");
        ((string)(await terminal.JsonAsync("models", id))["name"]!).ShouldBe("kept");
    }

    [Fact]
    public async Task Status_OfAStoredProject_NamesIt()
    {
        using var terminal = await platform.OpenProjectAsync();
        await terminal.RunAsync("config", "init");
        terminal.Unset("XEROTIER_BASE_URL");
        terminal.Unset("XEROTIER_API_KEY");

        var status = await terminal.JsonAsync("status");

        ((string)status["base_url"]!).ShouldBe(terminal.BaseUrl!.AbsoluteUri);
        ((string)status["key_from"]!).ShouldBe("deployment 'default'");
    }

    private static Task<JsonNode> RegisterAsync(Terminal terminal, string name) =>
        Registered.ModelAsync(terminal, name);
}
