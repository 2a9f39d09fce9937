using System.Text.Json;
using Spectre.Console;
using Xerotier.Cli.Uploads;

namespace Xerotier.Cli.CommandLine;

/// <summary>Shows how far an upload is: a bar where a person watches, else one line.</summary>
internal static class UploadProgress
{
    /// <summary>Runs an upload and shows its progress.</summary>
    public static async Task<JsonElement> ShowAsync(
        CliSession session, LocalFiles files, Func<Action<long>, Task<JsonElement>> run)
    {
        if (session.Quiet)
        {
            return await run(static _ => { });
        }

        if (!session.Console.Interactive)
        {
            session.Say($"Uploading {files.Name}: {files.Files.Count} file(s), {files.Bytes} bytes");
            return await run(static _ => { });
        }

        var output = new AnsiConsoleOutput(session.Console.Error);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
        });
        return await console.Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(files.Name), maxValue: files.Bytes);
                return await run(bytes => bar.Increment(bytes));
            });
    }
}
