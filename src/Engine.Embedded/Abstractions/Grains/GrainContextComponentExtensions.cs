using Orleans.Runtime;

namespace Orleans;

/// <summary>Access to grain extensions.</summary>
public static class GrainContextComponentExtensions
{
    /// <summary>A grain extension of an activation.</summary>
    /// <typeparam name="TComponent">Its interface.</typeparam>
    /// <param name="context">The activation.</param>
    /// <exception cref="GrainExtensionNotInstalledException">The activation does not have it.</exception>
    public static TComponent GetGrainExtension<TComponent>(this IGrainContext context)
        where TComponent : class, IGrainExtension =>
        context.GetComponent<TComponent>() ?? throw new GrainExtensionNotInstalledException(
            $"No extension {typeof(TComponent)} is installed on {context.GrainId}.");
}
