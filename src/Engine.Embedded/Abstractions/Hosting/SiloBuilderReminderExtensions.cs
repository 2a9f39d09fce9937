using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Xerotier.Engine.Reminders;
using Xerotier.Engine.Storage.AdoNet;

namespace Orleans.Hosting;

/// <summary>Adds reminders to a silo.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Adds the reminder service; it needs an <see cref="IReminderTable"/>.</summary>
    /// <param name="builder">The silo.</param>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        builder.Services.AddReminders();
        return builder;
    }

    /// <summary>Adds the reminder service; it needs an <see cref="IReminderTable"/>.</summary>
    /// <param name="services">The silo's services.</param>
    public static void AddReminders(this IServiceCollection services) => ReminderServices.Add(services);

    /// <summary>Adds the reminder service with a table in PostgreSQL (schema: <c>deploy/postgres</c>).</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static ISiloBuilder UseAdoNetReminderService(
        this ISiloBuilder builder, Action<AdoNetReminderTableOptions> configureOptions) =>
        builder.UseAdoNetReminderService(options => options.Configure(configureOptions));

    /// <summary>Adds the reminder service with a table in PostgreSQL (schema: <c>deploy/postgres</c>).</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static ISiloBuilder UseAdoNetReminderService(
        this ISiloBuilder builder, Action<OptionsBuilder<AdoNetReminderTableOptions>> configureOptions)
    {
        builder.Services.UseAdoNetReminderService(configureOptions);
        return builder;
    }

    /// <summary>Adds the reminder service with a table in PostgreSQL (schema: <c>deploy/postgres</c>).</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="configureOptions">Sets its options.</param>
    public static IServiceCollection UseAdoNetReminderService(
        this IServiceCollection services, Action<OptionsBuilder<AdoNetReminderTableOptions>> configureOptions)
    {
        services.AddReminders();
        configureOptions(services.AddOptions<AdoNetReminderTableOptions>());
        services.AddSingleton<IConfigurationValidator>(static provider =>
        {
            var options = provider.GetRequiredService<IOptions<AdoNetReminderTableOptions>>().Value;
            return new ConnectionValidator("Reminders", options.Invariant, options.ConnectionString);
        });
        return services.AddSingleton<IReminderTable>(static provider => new AdoNetReminderTable(
            provider.GetRequiredService<IOptions<AdoNetReminderTableOptions>>().Value,
            provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));
    }
}
