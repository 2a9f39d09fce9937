using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Services and options of a client.</summary>
public static class ClientBuilderExtensions
{
    /// <summary>Adds services.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="configureDelegate">Adds them.</param>
    public static IClientBuilder ConfigureServices(
        this IClientBuilder builder, Action<IServiceCollection> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(builder.Services);
        return builder;
    }

    /// <summary>Sets options.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="builder">The client.</param>
    /// <param name="configureOptions">Sets them.</param>
    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class
    {
        builder.Services.Configure(configureOptions);
        return builder;
    }

    /// <summary>Binds options.</summary>
    /// <typeparam name="TOptions">The options.</typeparam>
    /// <param name="builder">The client.</param>
    /// <param name="configuration">Where they are.</param>
    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, IConfiguration configuration)
        where TOptions : class
    {
        builder.Services.AddOptions<TOptions>().Bind(configuration);
        return builder;
    }
}
