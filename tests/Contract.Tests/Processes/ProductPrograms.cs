using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace Xerotier.Contract.Tests.Processes;

/// <summary>The programs of this build, where the build put them.</summary>
public static class ProductPrograms
{
    public static string RepositoryRoot { get; } = Built("RepositoryRoot");

    /// <summary>The server, with these arguments.</summary>
    public static RunningProgram Server(
        string directory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        DotNet("ApiHost/{0}/xerotier.dll", directory, [.. arguments, .. EngineArguments()], environment);

    /// <summary>The agent, with these arguments.</summary>
    public static RunningProgram Agent(string directory, IEnumerable<string> arguments) =>
        DotNet("Agent/{0}/xerotier-xim-agent.dll", directory, arguments, environment: null);

    /// <summary>Puts the command <c>xeroctl</c> into a folder.</summary>
    public static void PutXeroctl(string folder)
    {
        const UnixFileMode executable =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var script = Path.Combine(folder, "xeroctl");
        File.WriteAllText(script, $"#!/bin/sh\nexec dotnet {PathOf("Cli/{0}/xeroctl.dll")} \"$@\"\n");
        File.SetUnixFileMode(script, executable);
    }

    // The orleans engine has no data directory: here it keeps state in memory, and needs ports for its cluster.
    private static string[] EngineArguments() => Built("GrainEngine") == "orleans"
        ? ["--Storage:Volatile", "true", "--Silo:SiloPort", FreePort(), "--Silo:GatewayPort", FreePort()]
        : [];

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    private static string Built(string name) => typeof(ProductPrograms).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == name).Value!;

    // Outputs lie side by side: <artifacts>/bin/<project>/<configuration>/.
    private static RunningProgram DotNet(
        string assembly,
        string directory,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment) =>
        RunningProgram.Start("dotnet", arguments.Prepend(PathOf(assembly)), directory, environment);

    private static string PathOf(string assembly)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, string.Format(null, assembly, own.Name));
        File.Exists(path).ShouldBeTrue($"{path} is not built");
        return path;
    }
}
