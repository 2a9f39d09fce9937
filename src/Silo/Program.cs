using Xerotier.Silo.Hosting;
using Xerotier.Silo.Schema;

namespace Xerotier.Silo;

/// <summary>The program <c>xerotier-silo</c>: <c>[migrate]</c> and configuration keys.</summary>
internal static class Program
{
    // A class of its own: a second top-level program would collide with the API host's in its OpenAPI document.
    private static async Task<int> Main(string[] args)
    {
        try
        {
            if (args is [MigrateCommand.Name, .. var rest])
            {
                return await MigrateCommand.RunAsync(rest);
            }

            await SiloHost.Build(args).RunAsync();
            return Environment.ExitCode;
        }
        catch (Exception exception)
        {
            // The log has the details; a bad setting or a database that is away is no crash.
            await Console.Error.WriteLineAsync($"xerotier-silo: {exception.Message}");
            return 1;
        }
    }
}
