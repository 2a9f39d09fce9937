using Xerotier.ApiHost.Hosting;

namespace Xerotier.ApiHost.Demo;

/// <summary>Registers the demo.</summary>
internal static class DemoRegistration
{
    /// <summary>Adds the demo: its admin token, a quiet log, and what it does once the server listens.</summary>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        var folder = new DemoFolder(builder.Configuration["Storage:Directory"] ?? ".xerotier");
        builder.Configuration[Installation.AdminTokenSetting] = folder.Secrets.AdminToken;
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(folder);
        builder.Services.AddHostedService<DemoRun>();
    }
}
