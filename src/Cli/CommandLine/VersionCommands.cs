using System.CommandLine;
using System.Text.Json.Nodes;
using Xerotier.Cli.Models;
using Xerotier.Cli.Output;

namespace Xerotier.Cli.CommandLine;

/// <summary><c>models versions</c>: lists a model's versions, creates one, moves the pointer to one.</summary>
internal static class VersionCommands
{
    private static readonly Column[] Columns =
    [
        Column.Of("VERSION", "version"),
        Column.Of("LATEST", "is_latest"),
        Column.Of("STATUS", "status"),
        new("CREATED", row => Cells.Time(row, "created")),
        Column.Of("NOTES", "version_notes"),
    ];

    /// <summary>The command.</summary>
    public static Command Build(CommandRunner runner)
    {
        var id = ModelCommands.IdArgument();
        var create = Version("--create", "Create this version of the latest one's files");
        var notes = new Option<string?>("--notes") { Description = "What the created version changes" };
        var promote = Version("--promote", "Make this version the latest");
        var rollback = Version("--rollback", "Go back to this version");
        var command = new Command("versions", "A model's versions: lists them without a flag.")
        {
            id, create, notes, promote, rollback,
        };
        runner.Run(command, async (parsed, session, cancellationToken) =>
        {
            var actions = new[] { create, promote, rollback }.Where(each => parsed.GetValue(each) is not null).ToList();
            var hasNotes = parsed.GetValue(notes) is not null;
            if (actions.Count > 1 || (hasNotes && !actions.Contains(create)))
            {
                throw new CliException(
                    CliExitCodes.Usage, "Give one of --create, --promote and --rollback; --notes goes with --create.");
            }

            var path = $"models/{await DisplayId.ResolveAsync(session.Api, parsed.GetValue(id)!, cancellationToken)}"
                + "/versions";
            if (actions is not [var action])
            {
                session.Print.List(await session.Api.GetAsync(path, cancellationToken), Columns);
                return;
            }

            var version = parsed.GetValue(action)!;
            session.Print.One(action == create
                ? await session.Api.SendAsync(
                    HttpMethod.Post, path, Created(version, parsed.GetValue(notes)), cancellationToken)
                : await session.Api.SendAsync(
                    HttpMethod.Post,
                    $"{path}/{Uri.EscapeDataString(version)}/{action.Name[2..]}",
                    body: null,
                    cancellationToken));
        });
        return command;
    }

    private static Option<string?> Version(string flag, string help) =>
        new(flag) { Description = help, HelpName = "version" };

    private static JsonObject Created(string version, string? notes)
    {
        var body = new JsonObject { ["version"] = version };
        if (notes is not null)
        {
            body["version_notes"] = notes;
        }

        return body;
    }
}
