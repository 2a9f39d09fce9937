using Microsoft.Extensions.DependencyInjection;
using Xerotier.Engine.Reminders;

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
}
