using Orleans.Runtime;
using Xerotier.Engine.Grains;

namespace Orleans;

/// <summary>The identity of grains and references, and other interfaces of the same grain.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to <paramref name="grain"/>: of a grain itself, or of an observer reference.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="grain">The grain or a reference to it.</param>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)grain.AsReference(typeof(TGrainInterface));

    /// <summary>A reference to <paramref name="grain"/>.</summary>
    /// <param name="grain">The grain or a reference to it.</param>
    /// <param name="interfaceType">The interface.</param>
    public static object AsReference(this IAddressable grain, Type interfaceType) =>
        References.Of(grain).CastTo(interfaceType);

    /// <summary>A reference to the same grain with another interface.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="grain">A reference.</param>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) =>
        grain.AsReference<TGrainInterface>();

    /// <summary>A reference to the same grain with another interface.</summary>
    /// <param name="grain">A reference.</param>
    /// <param name="interfaceType">The interface.</param>
    public static object Cast(this IAddressable grain, Type interfaceType) => grain.AsReference(interfaceType);

    /// <summary>The identity of <paramref name="grain"/>.</summary>
    /// <param name="grain">The grain or a reference to it.</param>
    public static GrainId GetGrainId(this IAddressable grain) => References.IdOf(grain);

    /// <summary>Whether the key of <paramref name="grain"/> is a number.</summary>
    /// <param name="grain">The grain or a reference to it.</param>
    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain) =>
        grain.GetGrainId().TryGetIntegerKey(out _, out _);

    /// <summary>The number that is the key of <paramref name="grain"/>.</summary>
    /// <param name="grain">The grain or a reference to it.</param>
    /// <param name="keyExt">The text after the number, if any.</param>
    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt) =>
        grain.GetGrainId().GetIntegerKey(out keyExt);

    /// <summary>The number that is the key of <paramref name="grain"/>.</summary>
    /// <param name="grain">The grain or a reference to it.</param>
    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetGrainId().GetIntegerKey();

    /// <summary>The UUID that is the key of <paramref name="grain"/>.</summary>
    /// <param name="grain">The grain or a reference to it.</param>
    /// <param name="keyExt">The text after the UUID, if any.</param>
    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt) =>
        grain.GetGrainId().GetGuidKey(out keyExt);

    /// <summary>The UUID that is the key of <paramref name="grain"/>.</summary>
    /// <param name="grain">The grain or a reference to it.</param>
    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetGrainId().GetGuidKey();

    /// <summary>The text that is the key of <paramref name="grain"/>.</summary>
    /// <param name="grain">The grain or a reference to it.</param>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();
}
