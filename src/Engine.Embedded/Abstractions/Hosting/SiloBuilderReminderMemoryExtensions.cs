using Microsoft.Extensions.DependencyInjection;
using Xerotier.Engine.Reminders;

namespace Orleans.Hosting;

/// <summary>Keeps reminders in memory, for tests.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Adds the reminder service with a table in a grain, which dies with its silo.</summary>
    /// <param name="builder">The silo.</param>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        builder.AddReminders();
        builder.Services.AddSingleton<IReminderTable, MemoryReminderTable>();
        return builder;
    }
}
