using Xerotier.Agent.Enrollment;

namespace Xerotier.Agent.Tests.Enrollment;

public sealed class EnrollmentTests : IAsyncLifetime
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private TestPlatform _platform = null!;
    private TestAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync();
        _agent = new TestAgent(_platform);
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _platform.DisposeAsync();
    }

    private async Task<AgentExit> StartFailsAsync() =>
        (await Should.ThrowAsync<AgentFailure>(() => _agent.StartAsync())).Exit;

    [Fact]
    public async Task Start_WithAJoinKey_EnrolsAndKeepsItPrivate()
    {
        _agent.Options.Accelerators = ["nvidia:H100:80GB"];
        var host = await _agent.StartAsync();

        host.AgentId.ShouldBe(_platform.AgentId);
        _platform.Enrolled!.Name.ShouldBe("tested");
        _platform.Enrolled.Accelerators.ShouldBe(["nvidia:H100:80GB"]);
        _platform.Enrolled.Version.ShouldNotBeNullOrEmpty();
        var state = new EnrollmentFile(_agent.Options.StateFile).Load()!;
        state.Token.ShouldBe(_platform.CurrentToken);
        File.GetUnixFileMode(_agent.Options.StateFile).ShouldBe(OwnerOnly);
        Directory.GetFiles(Path.GetDirectoryName(_agent.Options.StateFile)!).ShouldHaveSingleItem();
        await host.Ready.Within("the agent to be ready");
    }

    [Fact]
    public async Task Start_WithAState_NeedsNoJoinKey()
    {
        (await AgentHost.EnrollAsync(_agent.Options)).Code.ShouldBe(0);
        _agent.Options.JoinKey = null;

        var host = await _agent.StartAsync();

        host.AgentId.ShouldBe(_platform.AgentId);
    }

    [Fact]
    public async Task Enroll_Twice_KeepsTheFirst()
    {
        await AgentHost.EnrollAsync(_agent.Options);

        var again = await AgentHost.EnrollAsync(_agent.Options);

        again.Code.ShouldBe(0);
        again.Message.ShouldContain("Already enrolled");
    }

    [Fact]
    public async Task Start_WithoutStateAndKey_SaysWhatToDo()
    {
        _agent.Options.JoinKey = null;

        var exit = await StartFailsAsync();

        exit.Code.ShouldBe(AgentExitCodes.EnrollmentRefused);
        exit.Message.ShouldContain("--join-key");
    }

    [Fact]
    public async Task Start_WithAnUnknownKey_IsRefused()
    {
        _agent.Options.JoinKey = "xjk_wrong";

        var exit = await StartFailsAsync();

        exit.Code.ShouldBe(AgentExitCodes.EnrollmentRefused);
        exit.Message.ShouldNotContain("xjk_wrong");
        File.Exists(_agent.Options.StateFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Start_PlatformAway_SaysSo()
    {
        await _platform.DisposeAsync();

        (await StartFailsAsync()).Code.ShouldBe(AgentExitCodes.Unreachable);
    }

    [Fact]
    public async Task Start_StateNotWritable_DoesNotSpendTheKey()
    {
        await File.WriteAllTextAsync(Path.Combine(_agent.Directory, "state"), "a file where a directory should be");

        var exit = await StartFailsAsync();

        exit.Code.ShouldBe(AgentExitCodes.StateFile);
        _platform.Enrolled.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"token\":\"x\"}")]
    [InlineData("{\"base_url\":")]
    public async Task Start_StateDamaged_SaysSoAndLeavesIt(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_agent.Options.StateFile)!);
        await File.WriteAllTextAsync(_agent.Options.StateFile, content);

        var exit = await StartFailsAsync();

        exit.Code.ShouldBe(AgentExitCodes.StateFile);
        exit.Message.ShouldContain(_agent.Options.StateFile);
        (await File.ReadAllTextAsync(_agent.Options.StateFile)).ShouldBe(content);
    }

    [Fact]
    public async Task Start_PlatformMoved_UsesTheNewAddress()
    {
        await AgentHost.EnrollAsync(_agent.Options);
        var file = new EnrollmentFile(_agent.Options.StateFile);
        file.Save(file.Load()! with
        {
            BaseUrl = new Uri("http://127.0.0.1:1"),
            TunnelUrl = new Uri("ws://127.0.0.1:1/v1/agents/tunnel"),
        });

        var host = await _agent.StartAsync();

        await host.Ready.Within("the agent to be ready at the new address");
    }

    [Fact]
    public void Save_OverAState_ReplacesItAsAWhole()
    {
        var path = Path.Combine(_agent.Directory, "enrollment.json");
        var file = new EnrollmentFile(path);
        var state = new EnrollmentState(
            _platform.BaseUrl, Guid.Empty, "one", 1, "r", 2, new Uri("ws://localhost/tunnel"));
        file.Save(state);
        var old = File.OpenRead(path);

        file.Save(state with { Token = "two" });

        file.Load()!.Token.ShouldBe("two");
        // The old file was not written to: whoever had it open still reads the old state.
        using (old) new StreamReader(old).ReadToEnd().ShouldContain("one");
    }

    [Fact]
    public void Load_ReadableByOthers_IsClosedToThem()
    {
        var path = Path.Combine(_agent.Directory, "enrollment.json");
        var file = new EnrollmentFile(path);
        file.Save(new EnrollmentState(
            _platform.BaseUrl, Guid.Empty, "t", 1, "r", 2, new Uri("ws://localhost/tunnel")));
        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.OtherRead);

        file.Load().ShouldNotBeNull();

        File.GetUnixFileMode(path).ShouldBe(OwnerOnly);
    }
}
