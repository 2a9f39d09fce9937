using System.Diagnostics;

namespace Xerotier.Load.Processes;

/// <summary>Finds the programs that are measured, and fetches those of others into a folder of its own.</summary>
internal static class Programs
{
    /// <summary>The version of Portkey's gateway that is measured.</summary>
    public const string PortkeyVersion = "1.15.2";

    // With later versions of this server every stream of the gateway fails with 500: its headers are immutable there.
    private const string PortkeyPackage = $$"""
        {
          "private": true,
          "dependencies": { "@portkey-ai/gateway": "{{PortkeyVersion}}" },
          "overrides": { "@hono/node-server": "1.3.3" }
        }
        """;

    private static readonly string Cache = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "xerotier", "load");

    /// <summary>A program of this build. Outputs lie side by side: .../bin/(project)/(configuration)/.</summary>
    /// <exception cref="MissingException">It is not built.</exception>
    public static string Ours(string project, string assembly)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        string path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, assembly);
        return File.Exists(path) ? path : throw new MissingException($"{path} is not built.");
    }

    /// <summary>nginx: the system's, or Debian's package unpacked into the cache, which changes nothing else.</summary>
    /// <exception cref="MissingException">There is none, and none can be fetched.</exception>
    public static async Task<string> NginxAsync(CancellationToken cancellationToken)
    {
        string folder = Path.Combine(Cache, "nginx");
        string unpacked = Path.Combine(folder, "usr/sbin/nginx");
        if (new[] { "/usr/sbin/nginx", "/usr/local/bin/nginx", unpacked }.FirstOrDefault(File.Exists) is { } found)
        {
            return found;
        }

        Directory.CreateDirectory(folder);
        await RunAsync(
            "/bin/sh", ["-c", "apt-get download nginx && dpkg -x nginx_*.deb ."], folder,
            "nginx is missing: install it (Debian: apt-get install nginx), or run 'apt-get update' so that it can be "
                + "fetched", cancellationToken);
        return unpacked;
    }

    /// <summary>The start script of Portkey's gateway; fetched by npm into the cache.</summary>
    /// <exception cref="MissingException">There is no npm, or it cannot fetch.</exception>
    public static async Task<string> PortkeyAsync(CancellationToken cancellationToken)
    {
        string folder = Path.Combine(Cache, "portkey-" + PortkeyVersion);
        string script = Path.Combine(folder, "node_modules/@portkey-ai/gateway/build/start-server.js");
        if (File.Exists(script)) return script;
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), PortkeyPackage, cancellationToken);
        await RunAsync(
            "npm", ["install", "--no-audit", "--no-fund"], folder,
            "Portkey's gateway is missing: Node.js 18 or later, npm and its registry are needed",
            cancellationToken);
        return script;
    }

    private static async Task RunAsync(
        string program, IEnumerable<string> arguments, string directory, string problem, CancellationToken cancellation)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = directory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new MissingException($"{problem}: {exception.Message}");
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            string errors = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            if (process.ExitCode != 0) throw new MissingException($"{problem}:\n{await output}{errors}");
        }
    }
}
