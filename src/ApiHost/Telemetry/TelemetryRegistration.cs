using Microsoft.Extensions.DependencyInjection.Extensions;
using Xerotier.Protocol.Metrics;

namespace Xerotier.ApiHost.Telemetry;

/// <summary>Registers metrics and traces.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Memory, collections, threads and the like, as the runtime itself measures them.</summary>
    private const string RuntimeMeter = "System.Runtime";

    /// <summary>Adds the instruments, the Prometheus text and, where configured, OTLP.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<HostMetrics>();
        services.TryAddSingleton(provider =>
        {
            // The meter itself, not its name: a process may hold several hosts.
            var meter = provider.GetRequiredService<HostMetrics>().Meter;
            return new PrometheusExporter(
                instrument => ReferenceEquals(instrument.Meter, meter) || instrument.Meter.Name == RuntimeMeter);
        });
        if (!string.IsNullOrEmpty(configuration[OtlpExport.EndpointSetting]))
        {
            services.AddHostedService<OtlpExport>();
        }

        return services;
    }
}
