using Microsoft.Extensions.DependencyInjection;
using Xerotier.Engine.Calls;

namespace Orleans.Hosting;

/// <summary>Call filters of a client.</summary>
public static class ClientBuilderGrainCallFilterExtensions
{
    /// <summary>Adds a filter for calls that observers get.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="filter">The filter.</param>
    public static IClientBuilder AddIncomingGrainCallFilter(
        this IClientBuilder builder, IIncomingGrainCallFilter filter)
    {
        builder.Services.AddSingleton(filter);
        return builder;
    }

    /// <summary>Adds a filter for calls that observers get.</summary>
    /// <typeparam name="TImplementation">The filter.</typeparam>
    /// <param name="builder">The client.</param>
    public static IClientBuilder AddIncomingGrainCallFilter<TImplementation>(this IClientBuilder builder)
        where TImplementation : class, IIncomingGrainCallFilter
    {
        builder.Services.AddSingleton<IIncomingGrainCallFilter, TImplementation>();
        return builder;
    }

    /// <summary>Adds a filter for calls that observers get.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="filter">The filter.</param>
    public static IClientBuilder AddIncomingGrainCallFilter(
        this IClientBuilder builder, IncomingGrainCallFilterDelegate filter) =>
        builder.AddIncomingGrainCallFilter(new DelegateIncomingFilter(filter));

    /// <summary>Adds a filter for calls that leave.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="filter">The filter.</param>
    public static IClientBuilder AddOutgoingGrainCallFilter(
        this IClientBuilder builder, IOutgoingGrainCallFilter filter)
    {
        builder.Services.AddSingleton(filter);
        return builder;
    }

    /// <summary>Adds a filter for calls that leave.</summary>
    /// <typeparam name="TImplementation">The filter.</typeparam>
    /// <param name="builder">The client.</param>
    public static IClientBuilder AddOutgoingGrainCallFilter<TImplementation>(this IClientBuilder builder)
        where TImplementation : class, IOutgoingGrainCallFilter
    {
        builder.Services.AddSingleton<IOutgoingGrainCallFilter, TImplementation>();
        return builder;
    }

    /// <summary>Adds a filter for calls that leave.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="filter">The filter.</param>
    public static IClientBuilder AddOutgoingGrainCallFilter(
        this IClientBuilder builder, OutgoingGrainCallFilterDelegate filter) =>
        builder.AddOutgoingGrainCallFilter(new DelegateOutgoingFilter(filter));
}
