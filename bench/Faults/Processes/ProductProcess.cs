using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Xerotier.Faults.Processes;

/// <summary>One of our programs in a process of its own: what it prints, what it uses, and ways to hurt it.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private const int KeptLines = 40;
    private const double KibPerMib = 1024;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly Queue<string> _lines = [];

    private ProductProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>A line was printed; told as it comes.</summary>
    public event Action<string>? Printed;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines that it printed.</summary>
    public string Tail
    {
        get
        {
            lock (_lines) return string.Join('\n', _lines);
        }
    }

    /// <summary>Resident memory in MiB.</summary>
    public double ResidentMib
    {
        get
        {
            const string name = "VmRSS:";
            string line = File.ReadLines($"/proc/{Id}/status")
                .First(line => line.StartsWith(name, StringComparison.Ordinal));
            string number = line[name.Length..].Replace("kB", "", StringComparison.Ordinal);
            return double.Parse(number, CultureInfo.InvariantCulture) / KibPerMib;
        }
    }

    /// <summary>Open sockets.</summary>
    public int Sockets => Directory.EnumerateFiles($"/proc/{Id}/fd")
        .Count(link => new FileInfo(link).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) is true);

    /// <summary>Starts a program of this build. Outputs lie side by side: .../bin/(project)/(configuration)/.</summary>
    public static ProductProcess Start(
        string project,
        string assembly,
        string directory,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        string path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, assembly);
        if (!File.Exists(path)) throw new InvalidOperationException($"{path} is not built.");
        var start = new ProcessStartInfo("dotnet", [path, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ProductProcess(Process.Start(start)!);
    }

    /// <summary>Waits until a URL answers with success.</summary>
    public async Task AnswersAsync(Uri url, TimeSpan within, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < within;)
        {
            if (HasExited) throw new InvalidOperationException($"It ended too early:\n{Tail}");
            try
            {
                using var answer = await http.GetAsync(url, cancellationToken);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(50, cancellationToken);
        }

        throw new InvalidOperationException($"{url} did not answer within {within}:\n{Tail}");
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Farewell);
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    public async Task TerminateAsync()
    {
        Signal("TERM");
        await _process.WaitForExitAsync().WaitAsync(Farewell);
    }

    /// <summary>Keeps it from running, as if it hung.</summary>
    public void Stop() => Signal("STOP");

    /// <summary>Lets it run again.</summary>
    public void Continue() => Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        if (!HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Signal(string name)
    {
        int number = name switch
        {
            "TERM" => 15,
            "CONT" => 18,
            _ => 19,
        };
        if (Kill(Id, number) != 0) throw new InvalidOperationException($"SIG{name} did not reach process {Id}.");
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > KeptLines) _lines.Dequeue();
        }

        Printed?.Invoke(line);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
