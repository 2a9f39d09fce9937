using System.CommandLine;
using Microsoft.Extensions.Logging;
using Xerotier.Agent.Backends;
using Xerotier.Agent.Backends.Vllm;
using Xerotier.Agent.CommandLine;

namespace Xerotier.Agent.Tests.CommandLine;

public sealed class AgentCommandsTests
{
    private readonly Dictionary<string, string> _environment = [];
    private readonly StringWriter _errors = new();
    private AgentOptions? _options;

    private Task<int> InvokeAsync(string commandLine) => AgentCommands.InvokeAsync(
        commandLine.Split(' '),
        name => _environment.GetValueOrDefault(name),
        (options, _, _) =>
        {
            _options = options;
            return Task.FromResult(new AgentExit(AgentExitCodes.Stopped, "Stopped."));
        },
        new InvocationConfiguration { Output = TextWriter.Null, Error = _errors },
        CancellationToken.None);

    [Fact]
    public async Task Run_WithFlags_SetsOptions()
    {
        var code = await InvokeAsync(
            "run --join-key xjk_1 --base-url https://api.example.com --name n1 --max-concurrent 9 --log-level notice "
            + "--insecure --backend vllm --model org/m --vllm-path /opt/vllm --gpu-memory-utilization 0.8 "
            + "--max-num-seqs 12 --max-model-len 2048 --kv-cache-backend lmcache --vllm-arg=--enable-lora "
            + "--vllm-arg=--seed=1 --vllm-env=A=b=c --metrics-port 0 --disable-metrics-server --drain-timeout 1.5");

        code.ShouldBe(0);
        _options!.JoinKey.ShouldBe("xjk_1");
        _options.BaseUrl.ShouldBe(new Uri("https://api.example.com"));
        _options.Name.ShouldBe("n1");
        _options.MaxConcurrentRequests.ShouldBe(9);
        _options.LogLevel.ShouldBe(LogLevel.Information);
        _options.AllowInsecure.ShouldBeTrue();
        _options.Backend.ShouldBe(BackendKind.Vllm);
        _options.Vllm.Model.ShouldBe("org/m");
        _options.Vllm.Path.ShouldBe("/opt/vllm");
        _options.Vllm.GpuMemoryUtilization.ShouldBe(0.8);
        _options.Vllm.MaxSequences.ShouldBe(12);
        _options.Vllm.MaxModelLength.ShouldBe(2048);
        _options.Vllm.KvCache.ShouldBe(KvCacheBackend.LmCache);
        _options.Vllm.Arguments.ShouldBe(["--enable-lora", "--seed=1"]);
        _options.Vllm.Environment.ShouldHaveSingleItem().ShouldBe(new("A", "b=c"));
        _options.MetricsPort.ShouldBe(0);
        _options.DisableMetricsServer.ShouldBeTrue();
        _options.DrainTimeout.ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task Run_WithVariables_SetsOptions()
    {
        _environment["XEROTIER_AGENT_JOIN_KEY"] = "xjk_2";
        _environment["XEROTIER_ROUTER_URL"] = "https://r.example.com";
        _environment["XEROTIER_AGENT_ALLOW_INSECURE"] = "1";
        _environment["XEROTIER_AGENT_VLLM_ARGS"] = "--enable-lora  --seed 1";
        _environment["XEROTIER_AGENT_METRICS_PORT"] = "9100";
        _environment["XEROTIER_AGENT_MODEL"] = "";

        (await InvokeAsync("run")).ShouldBe(0);

        _options!.JoinKey.ShouldBe("xjk_2");
        _options.BaseUrl.ShouldBe(new Uri("https://r.example.com"));
        _options.AllowInsecure.ShouldBeTrue();
        _options.Vllm.Arguments.ShouldBe(["--enable-lora", "--seed", "1"]);
        _options.MetricsPort.ShouldBe(9100);
        _options.Vllm.Model.ShouldBeNull();
    }

    [Fact]
    public async Task Run_WithFlagAndVariable_TakesTheFlag()
    {
        _environment["XEROTIER_AGENT_NAME"] = "variable";

        await InvokeAsync("run --name flag");

        _options!.Name.ShouldBe("flag");
    }

    [Theory]
    [InlineData("run --metrics-port abc", "--metrics-port")]
    [InlineData("run --backend gpt", "--backend")]
    [InlineData("run --base-url nonsense", "--base-url")]
    [InlineData("run --insecure maybe", "--insecure")]
    [InlineData("run --vllm-env novalue", "--vllm-env")]
    [InlineData("run --no-such-flag", "--no-such-flag")]
    [InlineData("fly", "fly")]
    public async Task Run_WithAWrongArgument_NamesIt(string commandLine, string named)
    {
        (await InvokeAsync(commandLine)).ShouldBe(AgentExitCodes.Usage);

        _errors.ToString().ShouldContain(named);
        _options.ShouldBeNull();
    }

    [Fact]
    public async Task Run_WithAWrongVariable_NamesIt()
    {
        _environment["XEROTIER_AGENT_MAX_NUM_SEQS"] = "many";

        (await InvokeAsync("run")).ShouldBe(AgentExitCodes.Usage);

        _errors.ToString().ShouldContain("XEROTIER_AGENT_MAX_NUM_SEQS");
    }

    [Fact]
    public async Task Enroll_WithoutAKey_SaysWhatToDo()
    {
        var code = await InvokeAsync("enroll --base-url http://127.0.0.1:1 --state-file /nonexistent/state.json");

        code.ShouldBe(AgentExitCodes.EnrollmentRefused);
        _errors.ToString().ShouldContain("--join-key");
    }

    [Fact]
    public void Settings_All_HaveDistinctFlagsAndVariables()
    {
        var settings = AgentSettings.Enrollment.Concat(AgentSettings.Running).ToList();

        settings.Select(setting => setting.Flag).ShouldBeUnique();
        settings.Select(setting => setting.Variable).OfType<string>().ShouldBeUnique();
    }
}
