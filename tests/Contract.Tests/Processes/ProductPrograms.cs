using System.Reflection;

namespace Xerotier.Contract.Tests.Processes;

/// <summary>The programs of this build, where the build put them.</summary>
public static class ProductPrograms
{
    public static string RepositoryRoot { get; } = typeof(ProductPrograms).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The server, with these arguments.</summary>
    public static RunningProgram Server(
        string directory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        DotNet("ApiHost/{0}/xerotier.dll", directory, arguments, environment);

    /// <summary>The agent, with these arguments.</summary>
    public static RunningProgram Agent(string directory, IEnumerable<string> arguments) =>
        DotNet("Agent/{0}/xerotier-xim-agent.dll", directory, arguments, environment: null);

    // Outputs lie side by side: <artifacts>/bin/<project>/<configuration>/.
    private static RunningProgram DotNet(
        string assembly,
        string directory,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, string.Format(null, assembly, own.Name));
        File.Exists(path).ShouldBeTrue($"{path} is not built");
        return RunningProgram.Start("dotnet", arguments.Prepend(path), directory, environment);
    }
}
