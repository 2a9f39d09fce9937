using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Timers;

namespace Xerotier.Engine.Reminders;

/// <summary>Registers the reminder service.</summary>
internal static class ReminderServices
{
    /// <summary>Adds it once.</summary>
    public static void Add(IServiceCollection services)
    {
        if (services.Any(static d => d.ServiceType == typeof(ReminderService))) return;
        services.AddSingleton<ReminderService>();
        services.AddSingleton<IReminderRegistry, ReminderRegistry>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            static s => s.GetRequiredService<ReminderService>());
    }
}
