using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xerotier.Cli.Models;
using Xerotier.Cli.Output;

namespace Xerotier.Cli.CommandLine;

/// <summary><c>models</c>: lists, shows, changes, shares and deletes models.</summary>
internal static class ModelCommands
{
    private static readonly Column[] Columns =
    [
        new("ID", row => DisplayId.Of(row.GetProperty("id").GetGuid())),
        Column.Of("NAME", "name"),
        Column.Of("STATUS", "status"),
        Column.Of("VERSION", "version"),
        Column.Of("ARCHITECTURE", "architecture"),
        new("PARAMETERS", row => Cells.Count(row, "parameter_count")),
        Column.Of("CONTEXT", "context_length"),
        new("SIZE", row => Cells.Bytes(row, "size_bytes")),
        Column.Of("SHARED", "catalog_role"),
        Column.Of("FORMAT", "format", isWide: true),
        Column.Of("QUANTIZATION", "quantization", isWide: true),
        Column.Of("LICENSE", "license", isWide: true),
        Column.Of("TAGS", "workload_type", isWide: true),
        Column.Of("UUID", "id", isWide: true),
    ];

    private static readonly (string Flag, string Field, string Help)[] Changes =
    [
        ("--name", "name", "New name"),
        ("--description", "description", "New description, in Markdown"),
        ("--workload-type", "workload_type", "New tags, with commas between them"),
        ("--license", "license", "New licence"),
    ];

    /// <summary>The command with its subcommands.</summary>
    public static Command Build(CommandRunner runner)
    {
        var command = new Command("models", "The project's models: lists them, or works with one of them.");
        var id = new Argument<string?>("model-id")
        {
            Description = "UUID, or an id as the list shows it; without it the models are listed",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var share = new Option<bool>("--share") { Description = "Publish the model in the catalog" };
        var unshare = new Option<bool>("--unshare") { Description = "Take the model out of the catalog" };
        var delete = new Option<bool>("--delete") { Description = "Delete the model and its files" };
        var changes = Changes.ToDictionary(
            change => new Option<string?>(change.Flag) { Description = change.Help }, change => change.Field);
        var page = new PageFlags();
        command.Add(id);
        foreach (var option in new Option[] { share, unshare, delete }.Concat(changes.Keys).Concat(page.All))
        {
            command.Add(option);
        }

        command.Add(List(runner));
        command.Add(WithId(runner, "get", "Shows a model.", ShowAsync));
        command.Add(WithId(runner, "revalidate", "Checks the model's files again.", RevalidateAsync));
        command.Add(VersionCommands.Build(runner));
        runner.Run(command, (parsed, session, cancellationToken) =>
        {
            var given = changes.Where(change => parsed.GetValue(change.Key) is not null).ToList();
            var actions = new[] { share, unshare, delete }.Where(parsed.GetValue).ToList();
            var model = parsed.GetValue(id);
            return (model, actions, given) switch
            {
                (null, [], []) => ListAsync(session, page.Read(parsed), cancellationToken),
                (null, _, _) => throw new CliException(CliExitCodes.Usage, "Give the id of a model before the flag."),
                (_, [], []) => ShowAsync(session, model, cancellationToken),
                (_, [], _) => PatchAsync(session, model, Body(given, parsed), cancellationToken),
                (_, [var one], []) when one == delete => DeleteAsync(session, model, cancellationToken),
                (_, [var one], []) => ShareAsync(session, model, one.Name[2..], cancellationToken),
                _ => throw new CliException(CliExitCodes.Usage, "Give one of --share, --unshare, --delete or changes."),
            };
        });
        return command;
    }

    /// <summary>A command for one model.</summary>
    public static Command WithId(
        CommandRunner runner, string name, string help, Func<CliSession, string, CancellationToken, Task> act)
    {
        var id = IdArgument();
        var command = new Command(name, help) { id };
        runner.Run(
            command, (parsed, session, cancellationToken) => act(session, parsed.GetValue(id)!, cancellationToken));
        return command;
    }

    /// <summary>The argument that names a model.</summary>
    public static Argument<string> IdArgument() =>
        new("model-id") { Description = "UUID, or an id as 'xeroctl models' shows it" };

    private static Command List(CommandRunner runner)
    {
        var page = new PageFlags();
        var command = new Command("list", "Lists the project's models.");
        foreach (var option in page.All)
        {
            command.Add(option);
        }

        runner.Run(command, (parsed, session, cancellationToken) =>
            ListAsync(session, page.Read(parsed), cancellationToken));
        return command;
    }

    private static async Task ListAsync(CliSession session, string query, CancellationToken cancellationToken)
    {
        var list = await session.Api.GetAsync($"models?extended=true{query}", cancellationToken);
        session.Print.List(list, Columns);
        if (list.TryGetProperty("has_more", out var more) && more.GetBoolean())
        {
            var last = list.GetProperty("data").EnumerateArray().Last();
            session.Say($"More: --after {last.GetProperty("id").GetGuid()}");
        }
    }

    private static async Task ShowAsync(CliSession session, string id, CancellationToken cancellationToken)
    {
        var path = await PathAsync(session, id, cancellationToken);
        session.Print.One(await session.Api.GetAsync(path, cancellationToken));
    }

    private static Task RevalidateAsync(CliSession session, string id, CancellationToken cancellationToken) =>
        PostAsync(session, id, "revalidate", cancellationToken);

    private static async Task ShareAsync(
        CliSession session, string id, string verb, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(session, id, verb, cancellationToken);
        if (answer.TryGetProperty("shared", out var shared) && shared.ValueKind == JsonValueKind.True)
        {
            session.Say($"In the catalog: {session.Connection.PageOf(answer.GetProperty("id").GetGuid())}");
        }
    }

    private static async Task<JsonElement> PostAsync(
        CliSession session, string id, string verb, CancellationToken cancellationToken)
    {
        var path = await PathAsync(session, id, cancellationToken);
        var answer = await session.Api.SendAsync(HttpMethod.Post, $"{path}/{verb}", null, cancellationToken);
        session.Print.One(answer);
        return answer;
    }

    private static async Task PatchAsync(
        CliSession session, string id, JsonObject body, CancellationToken cancellationToken)
    {
        var path = await PathAsync(session, id, cancellationToken);
        session.Print.One(await session.Api.SendAsync(HttpMethod.Patch, path, body, cancellationToken));
    }

    private static async Task DeleteAsync(CliSession session, string id, CancellationToken cancellationToken)
    {
        var path = await PathAsync(session, id, cancellationToken);
        session.Print.One(await session.Api.SendAsync(HttpMethod.Delete, path, null, cancellationToken));
    }

    private static JsonObject Body(IEnumerable<KeyValuePair<Option<string?>, string>> given, ParseResult parsed)
    {
        var body = new JsonObject();
        foreach (var (option, field) in given)
        {
            body[field] = parsed.GetValue(option);
        }

        return body;
    }

    private static async Task<string> PathAsync(CliSession session, string id, CancellationToken cancellationToken) =>
        $"models/{await DisplayId.ResolveAsync(session.Api, id, cancellationToken)}";
}
