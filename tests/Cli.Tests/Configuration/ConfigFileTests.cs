using Xerotier.Cli.Tests.Platforms;

namespace Xerotier.Cli.Tests.Configuration;

public sealed class ConfigFileTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Init_FirstDeployment_IsCurrentAndForItsOwnerOnly()
    {
        (await InitAsync()).ShouldBe(CliExitCodes.Done, _terminal.Error);

        var text = await File.ReadAllTextAsync(_terminal.ConfigPath);
        text.ShouldContain("current = \"default\"");
        text.ShouldContain("[deployment.default]");
        File.GetUnixFileMode(_terminal.ConfigPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Init_Again_SaysHowToAdd()
    {
        await InitAsync();

        (await InitAsync()).ShouldBe(CliExitCodes.Usage);

        _terminal.Error.ShouldContain("config add");
    }

    [Fact]
    public async Task Use_OfAnotherDeployment_KeepsAllOtherLines()
    {
        await InitAsync();
        await _terminal.RunAsync("config", "add", "work", "--base-url", "https://w/proj_W", "--api-key", "k2");
        await File.AppendAllTextAsync(_terminal.ConfigPath, "# a remark\n");

        (await _terminal.RunAsync("config", "use", "work")).ShouldBe(CliExitCodes.Done, _terminal.Error);

        (await File.ReadAllTextAsync(_terminal.ConfigPath)).ShouldContain("# a remark");
        await _terminal.RunAsync("config", "show");
        _terminal.Out.ShouldContain("* work  https://w/proj_W");
        _terminal.Out.ShouldContain("  default  https://a/proj_A");
        _terminal.Out.ShouldNotContain("k2");
    }

    [Fact]
    public async Task Use_OfAnUnknownDeployment_IsRefused()
    {
        await InitAsync();

        (await _terminal.RunAsync("config", "use", "gone")).ShouldBe(CliExitCodes.Usage);

        _terminal.Error.ShouldContain("'gone'");
    }

    [Theory]
    [InlineData("current = default\n", "line 1")]
    [InlineData("[other]\n", "line 1")]
    [InlineData("current = \"a\"\n\n[deployment.a]\nbase_url \"x\"\n", "line 4")]
    public async Task Read_OfABrokenFile_NamesTheLine(string text, string line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_terminal.ConfigPath)!);
        await File.WriteAllTextAsync(_terminal.ConfigPath, text);

        (await _terminal.RunAsync("models")).ShouldBe(CliExitCodes.Usage);

        _terminal.Error.ShouldContain(line);
    }

    [Fact]
    public async Task Run_WithoutAnySettings_SaysHowToGiveThem()
    {
        (await _terminal.RunAsync("models")).ShouldBe(CliExitCodes.Usage);

        _terminal.Error.ShouldContain("config init");
    }

    [Theory]
    [InlineData("--base-url", "https://a")]
    [InlineData("--base-url", "a/proj_A")]
    [InlineData("--timeout", "0")]
    [InlineData("--limit", "101")]
    [InlineData("--output", "xml")]
    public async Task Run_WithAWrongFlag_NamesIt(string flag, string value)
    {
        await InitAsync();

        (await _terminal.RunAsync("models", flag, value)).ShouldBe(CliExitCodes.Usage);

        _terminal.Error.ShouldContain(flag == "--base-url" ? "base URL" : flag == "--output" ? "xml" : flag);
    }

    private Task<int> InitAsync() =>
        _terminal.RunAsync("config", "init", "--base-url", "https://a/proj_A/v1", "--api-key", "xero_a_b");
}
