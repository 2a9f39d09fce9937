using System.Diagnostics;
using System.Runtime.InteropServices;
using Xerotier.Agent.Logs;

namespace Xerotier.Agent.Backends.Vllm;

/// <summary>One run of <c>vllm serve</c>, with the worker processes it starts.</summary>
internal sealed class VllmProcess : IDisposable
{
    private const int Terminate = 15;
    private const int Kill = 9;

    private readonly Process _process;
    private readonly bool _leadsGroup;
    private readonly TaskCompletionSource _ended;

    private VllmProcess(Process process, bool leadsGroup, TaskCompletionSource ended) =>
        (_process, _leadsGroup, _ended) = (process, leadsGroup, ended);

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it; its output goes to <paramref name="logs"/>.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such executable.</exception>
    public static VllmProcess Start(VllmOptions options, int port, LogRing logs)
    {
        var process = new Process { StartInfo = VllmCommand.Start(options, port), EnableRaisingEvents = true };
        // Not WaitForExitAsync: that also waits for the pipes, which a surviving worker would keep open.
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => ended.TrySetResult();
        process.OutputDataReceived += (_, line) => Log(logs, line.Data);
        process.ErrorDataReceived += (_, line) => Log(logs, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new VllmProcess(process, VllmCommand.CanLeadGroup, ended);
    }

    /// <summary>Completes when the process that was started has ended, its workers aside.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Asks it to end, and after <paramref name="patience"/> ends it with everything it started.</summary>
    public async Task StopAsync(TimeSpan patience, TimeProvider time)
    {
        Signal(Terminate);
        await Task.WhenAny(Ended, Task.Delay(patience, time));
        // For a process that is too slow, and for stragglers in any case.
        Signal(Kill);
        await Ended;
    }

    public void Dispose() => _process.Dispose();

    private void Signal(int signal)
    {
        // The group outlives its leader for as long as a worker does, so it is signalled in any case.
        if (_leadsGroup) _ = SendSignal(-_process.Id, signal);
        else if (!_process.HasExited) _process.Kill(entireProcessTree: true);
    }

    private static void Log(LogRing logs, string? line)
    {
        // Older versions log each request with its prompt.
        if (line is null || line.Contains("prompt:", StringComparison.OrdinalIgnoreCase)) return;
        logs.Add("vllm " + line);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
