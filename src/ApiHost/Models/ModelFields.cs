using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>Reads what a registered model is made of.</summary>
internal static class ModelFields
{
    private const string AgentScheme = "agent:";
    private const string HuggingFaceScheme = "hf:";
    private const int MaxNameLength = 128;
    private const int MaxServedNameLength = 256;
    private const int MaxSourceLength = 512;
    private const int MaxContextLength = 100_000_000;
    private const int MaxWorkloadTypeLength = 128;

    /// <summary>The model; its source defaults to what agents serve under its name.</summary>
    public static ModelSpec Read(RequestFields fields, string projectId)
    {
        string name = fields.RequiredText("name", 1, MaxNameLength);
        string source = fields.Text("source", 1, MaxSourceLength) ?? AgentScheme + name;
        return new ModelSpec(
            projectId,
            name,
            ServedName(fields, source),
            source,
            (int?)fields.Integer("context_length", 1, MaxContextLength),
            fields.Text("workload_type", 1, MaxWorkloadTypeLength) ?? "chat");
    }

    // Agents report a model under the name after the scheme, without the revision.
    private static string ServedName(RequestFields fields, string source)
    {
        string? name = source.StartsWith(AgentScheme, StringComparison.Ordinal) ? source[AgentScheme.Length..]
            : source.StartsWith(HuggingFaceScheme, StringComparison.Ordinal)
                ? source[HuggingFaceScheme.Length..].Split('@')[0]
                : null;
        if (name is not { Length: > 0 and <= MaxServedNameLength })
        {
            fields.Refuse("source", "must be agent:<served name> or hf:<organisation>/<name>[@<revision>]");
        }

        return name ?? "";
    }
}
