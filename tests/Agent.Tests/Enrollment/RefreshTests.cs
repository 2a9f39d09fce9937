using Xerotier.Agent.Enrollment;

namespace Xerotier.Agent.Tests.Enrollment;

public sealed class RefreshTests : IAsyncLifetime
{
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

    private EnrollmentState OnDisk() => new EnrollmentFile(_agent.Options.StateFile).Load()!;

    [Fact]
    public async Task Token_NearItsEnd_IsRenewedAndOnDiskBeforeItIsUsed()
    {
        _platform.TokenLifetime = TimeSpan.FromSeconds(4);
        var usedBeforeSaved = false;
        var renewed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _platform.OnToken = token =>
        {
            usedBeforeSaved |= OnDisk().Token != token;
            if (token != "xat_0") renewed.TrySetResult();
        };

        await _agent.StartAsync();
        await renewed.Task.Within("a heartbeat with a renewed token");

        usedBeforeSaved.ShouldBeFalse();
        OnDisk().RotationToken.ShouldNotBe("xrt_0");
    }

    [Fact]
    public async Task Token_Unknown_IsRenewedOnce()
    {
        var host = await _agent.StartAsync();
        await host.Ready.Within("the agent to be ready");
        _platform.ForgetToken();
        var tunnel = await _platform.NextTunnelAsync();
        tunnel.Cut();

        await _platform.NextTunnelAsync();
        await _platform.NextHeartbeatAsync(_ => _platform.Refreshes > 0, "after the refresh");

        _platform.Refreshes.ShouldBe(1);
        host.Completion.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Refresh_Refused_EndsTheAgentWithAClearMessage()
    {
        var host = await _agent.StartAsync();
        await host.Ready.Within("the agent to be ready");
        _platform.RefuseRefresh = true;
        _platform.ForgetToken();

        var exit = await host.Completion.Within("the agent's end");

        exit.Code.ShouldBe(AgentExitCodes.TokenRefused);
        exit.Message.ShouldContain("enrol again");
        exit.Message.ShouldContain(_agent.Options.StateFile);
    }
}
