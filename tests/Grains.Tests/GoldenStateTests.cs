using System.Reflection;
using System.Text.Json.Nodes;
using Orleans.Runtime;
using Xerotier.Grains.Projects;
using Xerotier.Silo;

namespace Xerotier.Grains.Tests;

/// <summary>Every build reads the state of every released version, and forgets nothing of it.</summary>
public sealed class GoldenStateTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static TheoryData<string, string> Files => new(
        from path in Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
        select (Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path)));

    [Theory]
    [MemberData(nameof(Files))]
    public void GoldenFile_ReadAndWrittenAgain_IsTheSame(string state, string file)
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, state, file)));
        var roundTrip = typeof(GoldenStateTests).GetMethod(nameof(RoundTrip), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(StateTypes().Single(type => type.Name == state).Type);

        var written = (JsonNode)roundTrip.Invoke(null, [golden!.ToJsonString()])!;

        JsonNode.DeepEquals(written, golden).ShouldBeTrue($"golden {golden}, written {written}");
    }

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
