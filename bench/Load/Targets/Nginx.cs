using System.Net;
using Xerotier.Load.Processes;

namespace Xerotier.Load.Targets;

/// <summary>nginx as a plain reverse proxy with kept connections: the floor of what a hop costs.</summary>
internal sealed class Nginx : IGateway
{
    public const string Column = "nginx";

    private ChildProcess? _process;

    public string Name => Column;

    public async Task<Target> StartAsync(Uri upstream, string directory, CancellationToken cancellationToken)
    {
        string program = await Programs.NginxAsync(cancellationToken);
        int port = Ports.Free();
        string file = Path.Combine(directory, "nginx.conf");
        await File.WriteAllTextAsync(file, Configuration(upstream, port, directory), cancellationToken);
        _process = ChildProcess.Start(
            "nginx", directory, program, ["-p", directory, "-c", file, "-e", "stderr"]);
        await _process.AnswersAsync(
            new Uri($"http://127.0.0.1:{port}/v1/models"), TimeSpan.FromSeconds(10), cancellationToken);
        return new Target(
            Name, new IPEndPoint(IPAddress.Loopback, port), [Lane.Of("/v1", "none")], new ProcessFigures(_process.Id));
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? default;

    private static string Configuration(Uri upstream, int port, string directory) => $$"""
        daemon off;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        worker_processes auto;
        worker_rlimit_nofile 16384;
        pid {{directory}}/nginx.pid;
        error_log stderr warn;
        events { worker_connections 8192; }
        http {
          access_log off;
          client_body_temp_path {{directory}}/body;
          proxy_temp_path {{directory}}/proxy;
          fastcgi_temp_path {{directory}}/fastcgi;
          uwsgi_temp_path {{directory}}/uwsgi;
          scgi_temp_path {{directory}}/scgi;
          client_max_body_size 32m;
          client_body_buffer_size 128k;
          keepalive_requests 1000000000;
          tcp_nodelay on;
          upstream backend {
            server 127.0.0.1:{{upstream.Port}};
            keepalive 1024;
            keepalive_requests 1000000000;
          }
          server {
            listen 127.0.0.1:{{port}} backlog=4096;
            location / {
              proxy_pass http://backend;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_buffering off;
              proxy_read_timeout 600s;
            }
          }
        }
        """;
}
