using Orleans;
using Orleans.Runtime;

namespace Xerotier.Engine.Streams;

/// <summary>A stream of a provider.</summary>
[GenerateSerializer]
[Alias("xerotier.engine.qualified-stream")]
[Immutable]
internal sealed record QualifiedStream([property: Id(0)] string Provider, [property: Id(1)] StreamId Id)
{
    /// <summary>The stream whose grain has <paramref name="key"/>.</summary>
    public static QualifiedStream FromKey(string key)
    {
        var parts = key.Split('/', 3);
        var ns = Uri.UnescapeDataString(parts[1]);
        return new(Uri.UnescapeDataString(parts[0]), StreamId.Create(ns.Length == 0 ? null : ns, parts[2]));
    }

    /// <summary>The key of the stream's grain.</summary>
    public string ToKey() =>
        $"{Uri.EscapeDataString(Provider)}/{Uri.EscapeDataString(Id.GetNamespace() ?? "")}/{Id.GetKeyAsString()}";
}
