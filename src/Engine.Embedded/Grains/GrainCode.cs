namespace Xerotier.Engine.Grains;

/// <summary>The generated references and the grain classes of one assembly.</summary>
public abstract class GrainCode
{
    /// <summary>Adds them to <paramref name="manifest"/>.</summary>
    /// <param name="manifest">Where to.</param>
    public abstract void Register(TypeManifest manifest);
}
