using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Xerotier.Engine.Activations;

/// <summary>The activation whose turn runs on this thread.</summary>
internal static class ActivationContext
{
    [ThreadStatic]
    private static Activation? _current;

    /// <summary>The activation; null outside of turns.</summary>
    public static Activation? Current => _current;

    /// <summary>Starts a turn and answers what to pass to <see cref="Leave"/>.</summary>
    public static Activation? Enter(Activation activation)
    {
        var outer = _current;
        _current = activation;
        return outer;
    }

    /// <summary>Ends a turn.</summary>
    public static void Leave(Activation? outer) => _current = outer;

    /// <summary>What a grain with this context needs of its silo.</summary>
    public static IGrainRuntime Runtime(this IGrainContext context) =>
        context is Activation activation
            ? activation.Silo.Runtime
            : context.ActivationServices.GetRequiredService<IGrainRuntime>();
}
