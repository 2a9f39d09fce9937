using System.Text;
using Xerotier.Artifacts.Storage;

namespace Xerotier.Artifacts.Archives;

/// <summary>
/// The paths of the files of one artifact: relative, unique, and none a folder of another. Where they come from is not
/// trusted.
/// </summary>
public sealed class ArtifactPaths
{
    // The rest of a key is for the folder that the artifact gets in the store.
    private const int MaxBytes = 900;

    private readonly HashSet<string> _files = [];
    private readonly HashSet<string> _folders = [];

    /// <summary>Whether no path was added.</summary>
    public bool IsEmpty => _files.Count == 0;

    /// <summary>Adds the path of a file.</summary>
    /// <returns>Null, or what is wrong with it: completes a sentence that begins with the path.</returns>
    public string? Add(string path)
    {
        if (!ObjectKey.IsValid(path) || Encoding.UTF8.GetByteCount(path) > MaxBytes)
        {
            return "is not a relative path without '..', backslashes and control characters";
        }

        if (_folders.Contains(path) || Ancestors(path).Any(_files.Contains))
        {
            return "is both a file and a folder";
        }

        if (!_files.Add(path))
        {
            return "is there twice";
        }

        _folders.UnionWith(Ancestors(path));
        return null;
    }

    private static IEnumerable<string> Ancestors(string path)
    {
        for (int slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }
}
