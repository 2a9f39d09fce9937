using System.Reflection;
using System.Text.Json.Nodes;
using Orleans.Runtime;
using Xerotier.Grains.Projects;
using Xerotier.Silo.Storage;

namespace Xerotier.Grains.Tests;

/// <summary>Every build reads the state of every released version, and forgets nothing of it.</summary>
public sealed class GoldenStateTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static IEnumerable<object[]> Files =>
        from path in Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
        select new object[] { Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path) };

    [Theory]
    [MemberData(nameof(Files))]
    public void GoldenFile_ReadAndWrittenAgain_HasLostNothing(string state, string file)
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, state, file)));
        var roundTrip = typeof(GoldenStateTests)
            .GetMethod(nameof(RoundTrip), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(StateTypes().Single(type => type.Name == state).Type);

        var written = (JsonNode)roundTrip.Invoke(null, [golden!.ToJsonString()])!;

        Keeps(written, golden).ShouldBeTrue($"golden {golden}, written {written}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void GoldenFile_OfTheNewestVersion_HasEveryMember(string state, string file)
    {
        string[] versions = Directory.GetFiles(Path.Combine(Folder, state));
        if (file != Path.GetFileName(versions.MaxBy(path => (path.Length, path))))
        {
            return;
        }

        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, state, file)))!.AsObject();
        golden.Select(member => member.Key).ShouldBe(
            StateTypes().Single(type => type.Name == state).Type.GetProperties()
                .Select(member => char.ToLowerInvariant(member.Name[0]) + member.Name[1..]),
            ignoreOrder: true);
    }

    // Newer builds add members with defaults.
    private static bool Keeps(JsonNode? written, JsonNode? golden) => (written, golden) switch
    {
        (JsonObject ours, JsonObject old) => old.All(member => Keeps(ours[member.Key], member.Value)),
        (JsonArray ours, JsonArray old) =>
            ours.Count == old.Count && ours.Zip(old).All(pair => Keeps(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(written, golden),
    };

    private static JsonNode RoundTrip<T>(string json)
    {
        var serializer = new StateSerializer();
        return JsonNode.Parse(serializer.Serialize(serializer.Deserialize<T>(BinaryData.FromString(json))).ToString())!;
    }

    private static IEnumerable<(string Name, Type Type)> StateTypes() =>
        from type in typeof(ProjectServices).Assembly.GetTypes()
        from constructor in type.GetConstructors()
        from parameter in constructor.GetParameters()
        let state = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where state is not null
        select (state.StateName, parameter.ParameterType.GetGenericArguments()[0]);
}
