using System.Reflection;
using System.Text;

namespace Xerotier.Tidy.Tests.Docs;

/// <summary>Writes the reference of the agent's flags from the table that its command line is built from.</summary>
public static class AgentSettingsPage
{
    private const string Table = "Xerotier.Agent.CommandLine.AgentSettings";

    public static string Write()
    {
        var table = Assembly.Load("xerotier-xim-agent").GetType(Table, throwOnError: true)!;
        var text = new StringBuilder();
        Append(text, "`enroll` and `run`", table, "Enrollment");
        Append(text, "`run`", table, "Running");
        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, Type table, string field)
    {
        text.Append($"### {title}\n\n| flag | variable | meaning |\n| --- | --- | --- |\n");
        foreach (var setting in (IEnumerable<object>)table.GetField(field)!.GetValue(null)!)
        {
            string Get(string name) => (string?)setting.GetType().GetProperty(name)!.GetValue(setting) ?? "";
            text.Append($"| `{Get("Flag")}` | `{Get("Variable")}` | {Get("Help").Replace("|", "\\|")} |\n");
        }

        text.Append('\n');
    }
}
