using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Xerotier.Contract.Tests.Processes;

/// <summary>A program under test in a process of its own: what it prints, and ways to end it.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _name;
    private readonly List<string> _lines = [];
    private readonly List<LineWait> _waits = [];

    private RunningProgram(string name, Process process)
    {
        _name = name;
        _process = process;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Memory that it holds now.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static RunningProgram Start(
        string program,
        IEnumerable<string> arguments,
        string directory,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new RunningProgram(string.Join(' ', start.ArgumentList.Prepend(program)), Process.Start(start)!);
    }

    /// <summary>Waits for a printed line, also one of the past.</summary>
    public async Task<string> LineAsync(string fragment, TimeSpan? within = null)
    {
        var wait = new LineWait(fragment);
        lock (_lines)
        {
            if (_lines.Find(wait.Matches) is { } line)
            {
                return line;
            }

            _waits.Add(wait);
        }

        var deadline = within ?? Deadline.Default;
        var ended = _process.WaitForExitAsync();
        var first = await Task.WhenAny(wait.Line, ended, Deadline.After(deadline));
        if (first == wait.Line || wait.Line.IsCompleted)
        {
            return await wait.Line;
        }

        var reason = first == ended ? "ended" : $"took longer than {deadline}";
        throw new InvalidOperationException($"'{_name}' {reason} before it printed '{fragment}':\n{Output}");
    }

    /// <summary>Ends it as a power cut would: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Deadline.Default);
    }

    /// <summary>Asks it to end, as service managers and Kubernetes do: SIGTERM.</summary>
    public void Terminate() => Signal(_process.Id, 15).ShouldBe(0, $"no SIGTERM for '{_name}'");

    /// <summary>Keeps it from running, as if it hung: SIGSTOP.</summary>
    public void Freeze() => Signal(_process.Id, 19).ShouldBe(0, $"no SIGSTOP for '{_name}'");

    /// <summary>Waits for its end by itself and answers the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await Deadline.For(_process.WaitForExitAsync(), $"the end of '{_name}'");
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
            foreach (var wait in _waits.Where(wait => wait.Matches(line)))
            {
                wait.Complete(line);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int processId, int signal);

    private sealed class LineWait(string fragment)
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public bool Matches(string line) => line.Contains(fragment, StringComparison.Ordinal);

        public void Complete(string line) => _line.TrySetResult(line);
    }
}
