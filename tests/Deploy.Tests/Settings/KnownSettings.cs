using System.Text.RegularExpressions;

namespace Xerotier.Deploy.Tests.Settings;

/// <summary>
/// Every variable that the programs read, from pages that are written from the code: the options classes, the agent's
/// command line, and the few settings that are read without an options class.
/// </summary>
internal static partial class KnownSettings
{
    private const string ConfigurationPage = "docs/reference/configuration.md";

    // The platform's, and those of .NET and OpenTelemetry.
    private static readonly Regex Foreign = new(
        "^(ASPNETCORE_URLS|Kestrel__.+|Logging__LogLevel__.+|OTEL_EXPORTER_OTLP_[A-Z_]+|DOTNET_[A-Za-z_]+|POD_IP)$");

    private static readonly Dictionary<string, string> Options = ReadOptions();
    private static readonly HashSet<string> Agent = ReadAgent();
    private static readonly Lazy<string> Sources = new(() => string.Concat(
        Repository.Files("src", ".cs").Where(file => !file.Contains("/obj/")).Select(Repository.Read)));

    /// <summary>Whether some program reads the variable.</summary>
    public static bool Contains(string variable) =>
        Foreign.IsMatch(variable)
        || Agent.Contains(variable)
        || (variable.StartsWith("XEROTIER_", StringComparison.Ordinal) && Sources.Value.Contains($"\"{variable}\""))
        || IsOption(variable);

    private static bool IsOption(string variable)
    {
        var parts = variable.Split("__");
        return parts.Length >= 2
            && Options.TryGetValue($"{parts[0]}__{parts[1]}", out var type)
            && (parts.Length == 2 || (parts.Length == 3 && type.Contains('<')));
    }

    // "### Section" and rows of "| `Setting` | `type` |" of the server's part.
    private static Dictionary<string, string> ReadOptions()
    {
        var settings = new Dictionary<string, string>();
        var section = "";
        foreach (var line in Repository.Read(ConfigurationPage).Split("\n## Agent\n")[0].Split('\n'))
        {
            if (line.StartsWith("### ", StringComparison.Ordinal))
            {
                section = line[4..];
            }
            else if (Row().Match(line) is { Success: true } row)
            {
                settings[$"{section}__{row.Groups["name"].Value}"] = row.Groups["type"].Value;
            }
        }

        return settings;
    }

    private static HashSet<string> ReadAgent() =>
        [.. AgentVariable().Matches(Repository.Read("docs/operating/agents.md"))
            .Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^\\| `(?<name>[A-Za-z0-9]+)` \\| `(?<type>[^`]+)` \\|")]
    private static partial Regex Row();

    [GeneratedRegex("\\| `(XEROTIER_[A-Z_]+)` \\|")]
    private static partial Regex AgentVariable();
}
