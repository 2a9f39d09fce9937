using System.Diagnostics;

namespace Xerotier.TestKit;

/// <summary>Runs a program to its end.</summary>
public static class ExternalProgram
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <summary>Runs the program and returns what it printed to standard output.</summary>
    /// <exception cref="InvalidOperationException">
    /// It is missing, failed (the message holds its output), or did not end within 90 s.
    /// </exception>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string directory)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var deadline = new CancellationTokenSource(Deadline);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            await Task.WhenAll(output, errors);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"'{program}' did not end within {Deadline}.", exception);
        }

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}:\n" +
                $"{await output}{await errors}");
    }
}
