using Microsoft.Extensions.DependencyInjection.Extensions;
using Xerotier.Protocol.Metrics;

namespace Xerotier.ApiHost.Telemetry;

/// <summary>Registers metrics and traces.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Adds the instruments, the Prometheus text and, where configured, OTLP.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<HostMetrics>();
        services.TryAddSingleton(_ => new PrometheusExporter(
            instrument => instrument.Meter.Name == HostMetrics.MeterName));
        if (!string.IsNullOrEmpty(configuration[OtlpExport.EndpointSetting]))
        {
            services.AddHostedService<OtlpExport>();
        }

        return services;
    }
}
