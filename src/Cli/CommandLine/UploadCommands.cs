using System.CommandLine;
using System.Text.Json;
using Xerotier.Cli.Models;
using Xerotier.Cli.Output;
using Xerotier.Cli.Uploads;

namespace Xerotier.Cli.CommandLine;

/// <summary><c>upload</c> brings a model to the platform; <c>uploads</c> shows what is under way.</summary>
internal static class UploadCommands
{
    private const int DefaultPartSize = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly Column[] Columns =
    [
        Column.Of("ID", "id"),
        Column.Of("FILE", "filename"),
        Column.Of("STATUS", "status"),
        new("RECEIVED", row => Cells.Bytes(row, "bytes_received")),
        new("SIZE", row => Cells.Bytes(row, "bytes")),
        new("EXPIRES", row => Cells.Time(row, "expires_at")),
    ];

    /// <summary>The command <c>upload</c>.</summary>
    public static Command Build(CommandRunner runner)
    {
        var path = new Argument<string>("path") { Description = "A file, a tar archive or a directory" };
        var name = new Argument<string>("name") { Description = "The name of the model" };
        var details = new Dictionary<string, Option<string?>>
        {
            ["description"] = new("--description") { Description = "Description, in Markdown" },
            ["workload_type"] = new("--workload-type") { Description = "Tags, with commas between them" },
            ["license"] = new("--license") { Description = "Licence" },
            ["version_notes"] = new("--notes") { Description = "What this version changes" },
        };
        var version = new Option<string?>("--model-version")
        {
            Description = "Version of the model (default 1.0.0)",
        };
        var model = new Option<string?>("--model") { Description = "Id of the model to add a version to" };
        var partSize = new Option<int>("--part-size")
        {
            Description = $"MiB of a part, 1 to 100 (default {DefaultPartSize}); smaller for lines that break often",
            DefaultValueFactory = _ => DefaultPartSize,
        };
        var restart = new Option<bool>("--restart") { Description = "Begin again instead of going on" };
        var noWait = new Option<bool>("--no-wait") { Description = "Do not wait until the files are checked" };
        var command = new Command("upload", "Uploads a model; run again after an interruption, it goes on.")
        {
            path, name, version, model, partSize, restart, noWait,
        };
        foreach (var option in details.Values)
        {
            command.Add(option);
        }

        runner.Run(command, async (parsed, session, cancellationToken) =>
        {
            var files = LocalFiles.Find(parsed.GetValue(path)!);
            Guid? modelId = parsed.GetValue(model) is { } id
                ? await DisplayId.ResolveAsync(session.Api, id, cancellationToken)
                : null;
            var target = new UploadTarget(
                parsed.GetValue(name)!,
                modelId,
                parsed.GetValue(version),
                details.ToDictionary(detail => detail.Key, detail => parsed.GetValue(detail.Value)));
            var key = $"{session.Connection.BaseUrl}\n{Path.GetFullPath(parsed.GetValue(path)!)}\n{target.ToJson()}";
            var run = new UploadRun(
                session.Api, files, target, UploadMemory.Default(session.Environment),
                PartBytes(parsed.GetValue(partSize)));
            var upload = await UploadProgress.ShowAsync(
                session, files, progress => run.RunAsync(key, parsed.GetValue(restart), progress, cancellationToken));
            await FinishAsync(session, upload, parsed.GetValue(noWait), cancellationToken);
        });
        return command;
    }

    /// <summary>The command <c>uploads</c>.</summary>
    public static Command BuildList(CommandRunner runner)
    {
        var id = new Argument<Guid?>("upload-id") { Description = "UUID", Arity = ArgumentArity.ZeroOrOne };
        var cancel = new Option<bool>("--cancel") { Description = "Give the upload up" };
        var page = new PageFlags();
        var command = new Command("uploads", "The project's uploads: lists them, shows or cancels one.")
        {
            id, cancel,
        };
        foreach (var option in page.All)
        {
            command.Add(option);
        }

        runner.Run(command, async (parsed, session, cancellationToken) =>
        {
            switch (parsed.GetValue(id), parsed.GetValue(cancel))
            {
                case (null, true):
                    throw new CliException(CliExitCodes.Usage, "Give the id of an upload before --cancel.");
                case (null, false):
                    var query = page.Read(parsed)[1..];
                    session.Print.List(await session.Api.GetAsync($"uploads?{query}", cancellationToken), Columns);
                    break;
                case ({ } one, true):
                    session.Print.One(await session.Api.SendAsync(
                        HttpMethod.Post, $"uploads/{one}/cancel", null, cancellationToken));
                    break;
                case ({ } one, false):
                    session.Print.One(await session.Api.GetAsync($"uploads/{one}", cancellationToken));
                    break;
            }
        });
        return command;
    }

    private static long PartBytes(int mebibytes) => mebibytes is >= 1 and <= (int)(UploadRun.MaxPartBytes >> 20)
        ? (long)mebibytes << 20
        : throw new CliException(CliExitCodes.Usage, "--part-size must be from 1 to 100 MiB.");

    private static async Task FinishAsync(
        CliSession session, JsonElement upload, bool noWait, CancellationToken cancellationToken)
    {
        if (noWait)
        {
            session.Print.One(upload);
            return;
        }

        var path = $"models/{upload.GetProperty("model_id").GetGuid()}";
        var model = await session.Api.GetAsync(path, cancellationToken);
        while (Cells.Text(model, "status") is "uploading" or "validating")
        {
            await Task.Delay(Pause, cancellationToken);
            model = await session.Api.GetAsync(path, cancellationToken);
        }

        session.Print.One(model);
        if (Cells.Text(model, "status") == "error")
        {
            throw new CliException(
                CliExitCodes.Refused,
                $"The files are there but no usable model: {Cells.Text(model, "validationError")} "
                + "Mend them and upload again.");
        }
    }
}
