using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.Memory;
using Orleans.Runtime;
using Xerotier.Silo;

namespace Xerotier.ApiHost.Hosting;

/// <summary>
/// How the process was started: <c>[--demo] [--data DIR] [--urls URLS] [--mode all-in-one|client]</c> and configuration
/// keys.
/// </summary>
/// <param name="Demo">Whether to run the demo.</param>
/// <param name="Arguments">The other arguments; they go to the configuration.</param>
internal sealed record HostStart(bool Demo, string[] Arguments)
{
    private const string DemoFlag = "--demo";
    private const string AllInOne = "all-in-one";
    private const string Client = "client";
    private const string DefaultUrl = "http://127.0.0.1:8080";
    private const string Endpoints = "Kestrel:Endpoints";
    private const string RelayEndpoint = "Relay";

    // A line for every request is for those who ask for it; and a logger of the server's that is on at all makes an
    // activity and a scope for each request, listeners or not.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Microsoft.AspNetCore"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = nameof(LogLevel.None),
    };

    /// <summary>Reads the command line.</summary>
    public static HostStart Parse(string[] args) =>
        new(args.Contains(DemoFlag), [.. args.Where(argument => argument != DemoFlag)]);

    /// <summary>Hosts a silo in this process, or connects to a cluster of them.</summary>
    /// <exception cref="OrleansConfigurationException">The embedded engine has no clusters.</exception>
    /// <exception cref="InvalidOperationException">The mode is unknown, or not for the demo.</exception>
    public void AddEngine(WebApplicationBuilder builder)
    {
        switch (builder.Configuration["mode"] ?? builder.Configuration["XEROTIER_MODE"] ?? AllInOne)
        {
            case AllInOne:
                builder.UseOrleans(silo => silo.AddXerotierSilo());
                break;
            case Client when !Demo:
                builder.UseOrleansClient(client => client.AddXerotierClient());
                break;
            default:
                throw new InvalidOperationException(
                    $"--mode must be {AllInOne} or {Client}; the demo runs {AllInOne} only.");
        }
    }

    /// <summary>Adds what the configuration lacks: where data goes and where to listen.</summary>
    public void Configure(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        if ((configuration["data"] ?? configuration["XEROTIER_DATA"]) is { Length: > 0 } directory)
        {
            configuration["Storage:Directory"] = directory;
        }

        if (configuration["Tunnels:RelayUrl"] is { Length: > 0 } relayUrl)
        {
            ListenToHosts(configuration, relayUrl);
        }
        else if (configuration["urls"] is null && !configuration.GetSection(Endpoints).Exists())
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }
    }

    // The server takes either URLs or endpoints, and HTTP/2 without TLS needs an endpoint of its own.
    private static void ListenToHosts(ConfigurationManager configuration, string relayUrl)
    {
        var known = configuration.GetSection(Endpoints).GetChildren().Select(endpoint => endpoint.Key).ToHashSet();
        if (known.Count == 0)
        {
            string[] urls = (configuration["urls"] ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < urls.Length; i++)
            {
                configuration[$"{Endpoints}:Public{i}:Url"] = urls[i];
            }
        }

        if (!known.Contains(RelayEndpoint))
        {
            configuration[$"{Endpoints}:{RelayEndpoint}:Url"] = relayUrl;
            configuration[$"{Endpoints}:{RelayEndpoint}:Protocols"] = nameof(HttpProtocols.Http2);
        }
    }
}
