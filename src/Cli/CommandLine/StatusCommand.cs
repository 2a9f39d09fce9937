using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Xerotier.Cli.CommandLine;

/// <summary><c>status</c>: says which project commands are for, and whether its key opens it.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Build(CommandRunner runner)
    {
        var command = new Command("status", "Shows which project commands are for and whether the key opens it.");
        runner.Run(command, async (_, session, cancellationToken) =>
        {
            await session.Api.GetAsync("models?limit=1", cancellationToken);
            var answer = new JsonObject
            {
                ["base_url"] = session.Connection.BaseUrl.AbsoluteUri,
                ["frontend_url"] = session.Connection.FrontendUrl.AbsoluteUri,
                ["key_from"] = session.Connection.Source,
                ["status"] = "ok",
            };
            session.Print.One(JsonElement.Parse(answer.ToJsonString()));
        });
        return command;
    }
}
