using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Xerotier.Engine.Hosting;

/// <summary>The silo's name and addresses, which it never listens on: all calls stay in the process.</summary>
internal sealed class SiloDetails : ILocalSiloDetails
{
    public SiloDetails(
        IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints)
    {
        var generation = SiloAddress.AllocateNewGeneration();
        Name = silo.Value.SiloName ?? $"Silo_{generation}";
        ClusterId = cluster.Value.ClusterId;
        DnsHostName = Dns.GetHostName();
        SiloAddress = SiloAddress.New(IPAddress.Loopback, endpoints.Value.SiloPort, generation);
        GatewayAddress = SiloAddress.New(IPAddress.Loopback, endpoints.Value.GatewayPort, generation);
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }
}
