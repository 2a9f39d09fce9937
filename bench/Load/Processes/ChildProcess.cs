using System.Diagnostics;
using Xerotier.Load.Generator;

namespace Xerotier.Load.Processes;

/// <summary>A program that runs as long as it is measured; what it prints goes to a file.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly string _log;

    private ChildProcess(Process process, string log)
    {
        _process = process;
        _log = log;
    }

    public int Id => _process.Id;

    /// <summary>Starts a program; its log is a file beside <paramref name="directory"/>'s other files.</summary>
    public static ChildProcess Start(
        string name,
        string directory,
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        string log = Path.Combine(directory, name + ".log");
        // A shell redirects: reading the output here would cost the load generator time.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > \"$0\" 2>&1", log, program, .. arguments])
        {
            WorkingDirectory = directory,
        };
        foreach (string variable in InlineSockets.Variables) start.Environment.Remove(variable);
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[variable] = value;
        }

        return new ChildProcess(Process.Start(start)!, log);
    }

    /// <summary>Waits until a URL answers with success.</summary>
    /// <exception cref="InvalidOperationException">It ended, or the time is up; says what it printed.</exception>
    public async Task AnswersAsync(Uri url, TimeSpan within, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < within;)
        {
            if (_process.HasExited) throw new InvalidOperationException($"It ended too early:\n{Tail()}");
            try
            {
                using var answer = await http.GetAsync(url, cancellationToken);
                if ((int)answer.StatusCode < 500) return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(50, cancellationToken);
        }

        throw new InvalidOperationException($"{url} did not answer within {within}:\n{Tail()}");
    }

    /// <summary>The last lines that it printed.</summary>
    public string Tail() => File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(20)) : "";

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(Farewell);
        }

        _process.Dispose();
    }
}
