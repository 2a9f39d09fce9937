using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Xerotier.Artifacts.Formats;

/// <summary>
/// The safetensors files of a model: one file, or shards with an index that says which tensor is where.
/// </summary>
public static partial class SafetensorsSet
{
    /// <summary>Ending of the files.</summary>
    public const string Extension = ".safetensors";

    private const string IndexName = "model.safetensors.index.json";
    private const string SingleName = "model.safetensors";
    private const int MaxIndexBytes = 32 << 20;

    /// <summary>Reads and checks the headers of all files that make up the model.</summary>
    /// <param name="files">The files at the root of the artifact.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <returns>All tensors, each name once.</returns>
    /// <exception cref="InvalidDataException">A file is corrupt or missing, or they do not fit together.</exception>
    /// <exception cref="IOException">A file cannot be read now.</exception>
    public static async Task<ImmutableArray<Tensor>> ReadAsync(
        IReadOnlyList<IArtifactSource> files, CancellationToken cancellation = default)
    {
        var shards = files.Where(file => file.Path.EndsWith(Extension, StringComparison.Ordinal)).ToList();
        var index = files.FirstOrDefault(file => file.Path == IndexName);
        if (index is not null)
        {
            return await ReadIndexedAsync(shards, index, cancellation);
        }

        if (shards.Find(file => file.Path == SingleName) is { } single)
        {
            shards = [single];
        }

        CheckNumbers(shards);
        return Merge(await ReadEachAsync(shards, cancellation));
    }

    private static async Task<ImmutableArray<Tensor>> ReadIndexedAsync(
        List<IArtifactSource> files, IArtifactSource index, CancellationToken cancellation)
    {
        var root = await index.ReadObjectAsync(MaxIndexBytes, cancellation);
        if (!root.TryGetProperty("weight_map", out var map) || map.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"'{IndexName}' has no weight_map.");
        }

        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var place in map.EnumerateObject())
        {
            places[place.Name] = place.Value.ValueKind == JsonValueKind.String
                ? place.Value.GetString()!
                : throw new InvalidDataException($"'{IndexName}' does not name the file of a tensor.");
        }

        string[] names = [.. places.Values.Distinct(StringComparer.Ordinal)];
        var shards = names
            .Select(name => files.Find(file => file.Path == name)
                ?? throw new InvalidDataException($"The shard {ShownText.Of(name)} is missing."))
            .ToList();
        var read = await ReadEachAsync(shards, cancellation);
        var found = read
            .SelectMany(shard => shard.Tensors.Select(tensor => (tensor.Name, shard.Path)))
            .ToHashSet();
        foreach (var (tensor, shard) in places)
        {
            if (!found.Contains((tensor, shard)))
            {
                throw new InvalidDataException(
                    $"'{IndexName}' says {ShownText.Of(tensor)} is in {ShownText.Of(shard)}, where it is not.");
            }
        }

        return Merge(read);
    }

    private static async Task<List<SafetensorsFile>> ReadEachAsync(
        List<IArtifactSource> shards, CancellationToken cancellation)
    {
        var read = new List<SafetensorsFile>(shards.Count);
        foreach (var shard in shards)
        {
            read.Add(await SafetensorsFile.ReadAsync(shard, cancellation));
        }

        return read;
    }

    private static ImmutableArray<Tensor> Merge(List<SafetensorsFile> shards)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in shards.SelectMany(shard => shard.Tensors))
        {
            if (!names.Add(tensor.Name))
            {
                throw new InvalidDataException($"{ShownText.Of(tensor.Name)} is in two files.");
            }
        }

        return [.. shards.SelectMany(shard => shard.Tensors)];
    }

    // Without an index the shards' own names say how many there are.
    private static void CheckNumbers(List<IArtifactSource> shards)
    {
        var numbered = shards
            .Select(shard => ShardName().Match(shard.Path))
            .Where(match => match.Success)
            .ToLookup(match => match.Groups["stem"].Value + "/" + match.Groups["count"].Value);
        foreach (var group in numbered)
        {
            int count = int.Parse(group.First().Groups["count"].Value);
            if (group.Count() != count)
            {
                throw new InvalidDataException($"{count - group.Count()} of {count} shards are missing.");
            }
        }
    }

    [GeneratedRegex(@"^(?<stem>.*)-\d{5}-of-(?<count>\d{5})\.safetensors$", RegexOptions.CultureInvariant)]
    private static partial Regex ShardName();
}
