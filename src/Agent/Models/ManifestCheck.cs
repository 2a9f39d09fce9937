using Xerotier.Protocol.Agents;

namespace Xerotier.Agent.Models;

/// <summary>Nothing of a manifest may lead out of the model's directory or grow without bounds.</summary>
internal static class ManifestCheck
{
    private const int MaxFiles = 10_000;
    private const int MaxPathLength = 512;
    private const int HashLength = 64;

    /// <exception cref="LoadException">It is not valid.</exception>
    public static void ThrowIfInvalid(ModelManifest manifest, ModelKey model)
    {
        if (manifest.ModelId != model.ModelId || manifest.Version != model.Version)
            throw LoadException.BadManifest("it is of another model.");
        if (manifest.Files is not { Count: > 0 and <= MaxFiles })
            throw LoadException.BadManifest($"it must have 1 to {MaxFiles} files.");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in manifest.Files)
        {
            if (!IsPath(file.Path) || !seen.Add(file.Path))
                throw LoadException.BadManifest("it has a path that is unsafe or there twice.");
            if (file.Bytes < 0 || file.Sha256 is not { Length: HashLength } || !file.Sha256.All(IsLowerHex))
                throw LoadException.BadManifest("it has a file without length or checksum.");
        }
    }

    private static bool IsPath(string? path) =>
        path is { Length: > 0 and <= MaxPathLength }
        && !path.Any(c => char.IsControl(c) || c is '\\' or ':')
        && path.Split('/').All(segment => segment is not ("" or "." or ".."));

    private static bool IsLowerHex(char c) => char.IsAsciiHexDigitLower(c);
}
