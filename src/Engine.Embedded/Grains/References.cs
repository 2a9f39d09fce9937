using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Grains;

/// <summary>The identity of grains, references and contexts.</summary>
internal static class References
{
    /// <summary>The reference to <paramref name="grain"/>.</summary>
    /// <exception cref="ArgumentException">It is neither a grain nor a reference.</exception>
    public static GrainReference Of(IAddressable grain) => grain switch
    {
        GrainReference reference => reference,
        IGrainBase { GrainContext: { } context } => context.GrainReference,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference.", nameof(grain)),
    };

    /// <summary>The identity of <paramref name="grain"/>.</summary>
    /// <exception cref="ArgumentException">It is neither a grain nor a reference.</exception>
    public static GrainId IdOf(IAddressable grain) =>
        grain is IGrainBase { GrainContext: { } context } ? context.GrainId : Of(grain).GrainId;
}
