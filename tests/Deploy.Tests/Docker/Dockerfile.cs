using System.Text.RegularExpressions;

namespace Xerotier.Deploy.Tests.Docker;

/// <summary>A Dockerfile as a list of stages with their instructions.</summary>
internal sealed partial class Dockerfile
{
    public Dockerfile(string text)
    {
        foreach (Match match in Instruction().Matches(Continued().Replace(text, " ")))
        {
            var (name, rest) = (match.Groups["name"].Value, match.Groups["rest"].Value.Trim());
            if (name == "FROM")
            {
                var parts = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Stages.Add(new Stage(parts[^1], parts[0], []));
            }
            else if (Stages.Count == 0)
            {
                var parts = rest.Split('=', 2);
                Arguments[parts[0]] = parts[1];
            }
            else
            {
                Stages[^1].Instructions.Add((name, rest));
            }
        }
    }

    /// <summary>Arguments before the first stage: the base images.</summary>
    public Dictionary<string, string> Arguments { get; } = [];

    public List<Stage> Stages { get; } = [];

    public Stage this[string name] => Stages.Single(stage => stage.Name == name);

    /// <summary>The instructions of a stage and of those that it is built on.</summary>
    public IEnumerable<(string Name, string Text)> Inherited(string name)
    {
        var stage = Stages.Find(stage => stage.Name == name);
        return stage is null ? [] : [.. Inherited(stage.Base), .. stage.Instructions];
    }

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex("^(?<name>[A-Z]+) +(?<rest>.+)$", RegexOptions.Multiline)]
    private static partial Regex Instruction();

    internal sealed record Stage(string Name, string Base, List<(string Name, string Text)> Instructions);
}
