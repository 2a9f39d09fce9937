using Xerotier.Agent.Backends;

namespace Xerotier.Agent.Tests.Backends.Vllm;

/// <summary>Has an agent start the stand-in for vLLM.</summary>
internal static class StandIn
{
    public static async Task UseAsync(TestAgent agent)
    {
        var launcher = Path.Combine(agent.Directory, "vllm");
        var standIn = System.Reflection.Assembly.Load("Xerotier.VllmStandIn").Location;
        await File.WriteAllTextAsync(launcher, $"#!/bin/sh\nexec '{Environment.ProcessPath}' '{standIn}' \"$@\"\n");
        File.SetUnixFileMode(launcher, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var options = agent.Options;
        options.Backend = BackendKind.Vllm;
        options.OpenAi.ProbeInterval = TimeSpan.FromMilliseconds(100);
        options.Vllm.Path = launcher;
        options.Vllm.RestartDelay = TimeSpan.FromMilliseconds(50);
        options.Vllm.Environment = new Dictionary<string, string> { ["STAND_IN_DIRECTORY"] = agent.Directory };
    }
}
