using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xerotier.Contract.Tests.Processes;
using Xerotier.TestKit;

namespace Xerotier.Contract.Tests.Proxies;

/// <summary>nginx with <c>deploy/nginx/xerotier.conf</c>, names, ports and certificates of a test put in.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private const string Program = "nginx";
    private readonly TemporaryDirectory _directory;
    private readonly RunningProgram _program;

    private NginxServer(TemporaryDirectory directory, RunningProgram program, Uri url)
    {
        _directory = directory;
        _program = program;
        Url = url;
    }

    public Uri Url { get; }

    /// <summary>What nginx says about the file; an error fails.</summary>
    public static async Task<NginxServer> StartAsync(Uri host)
    {
        var directory = new TemporaryDirectory();
        var port = FreePort();
        var file = directory.At("nginx.conf");
        await TestCertificate.WriteAsync(directory.Path);
        await File.WriteAllTextAsync(file, Configuration(directory, host, port));
        string[] arguments = ["-p", directory.Path, "-e", "stderr", "-c", file];
        await ExternalProgram.RunAsync(Program, [.. arguments, "-t"], directory.Path);
        var program = RunningProgram.Start(Program, [.. arguments, "-g", "daemon off;"], directory.Path);
        await program.LineAsync("start worker process ");
        return new NginxServer(directory, program, new Uri($"https://127.0.0.1:{port}"));
    }

    public async ValueTask DisposeAsync()
    {
        _program.Terminate();
        await _program.ExitAsync();
        await _program.DisposeAsync();
        _directory.Dispose();
    }

    private static string Configuration(TemporaryDirectory directory, Uri host, string port)
    {
        var ours = File.ReadAllText(Path.Combine(ProductPrograms.RepositoryRoot, "deploy/nginx/xerotier.conf"));
        ours = Replace(ours, "listen 443 ssl", $"listen 127.0.0.1:{port} ssl");
        ours = Replace(ours, "server 127.0.0.1:8080", $"server {host.Authority}");
        ours = Replace(ours, "/etc/xerotier/", directory.Path + "/");
        var user = Environment.IsPrivilegedProcess ? "user root;\n" : "";
        return $$"""
            {{user}}worker_processes 1;
            error_log stderr notice;
            pid {{directory.At("pid")}};
            events { worker_connections 256; }
            http {
                access_log off;
                client_body_temp_path {{directory.At("body")}};
                proxy_temp_path {{directory.At("proxy")}};
                fastcgi_temp_path {{directory.At("fastcgi")}};
                uwsgi_temp_path {{directory.At("uwsgi")}};
                scgi_temp_path {{directory.At("scgi")}};
            {{ours}}
            }
            """;
    }

    private static string Replace(string text, string old, string replacement)
    {
        text.ShouldContain(old);
        return text.Replace(old, replacement);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
