using System.Text.RegularExpressions;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains;
using Xerotier.Grains.Models;

namespace Xerotier.ApiHost.Models;

/// <summary>Reads what owners say about models.</summary>
internal static partial class ModelFields
{
    private const string AgentScheme = "agent:";
    private const string HuggingFaceScheme = "hf:";
    private const string UploadSource = "upload";
    private const int MaxNameLength = 128;
    private const int MaxServedNameLength = 256;
    private const int MaxSourceLength = 512;
    private const int MaxContextLength = 100_000_000;
    private const int MaxWorkloadTypeLength = 128;
    private const int MaxDescriptionLength = 16_384;
    private const int MaxLicenseLength = 128;
    private const string DefaultWorkloadType = "chat";

    /// <summary>A model to register; its source defaults to what agents serve under its name.</summary>
    public static ModelSpec Read(RequestFields fields, string projectId)
    {
        string name = fields.RequiredText("name", 1, MaxNameLength);
        string source = fields.Text("source", 1, MaxSourceLength) ?? AgentScheme + name;
        return Describe(fields, new ModelSpec(projectId, name, ServedName(fields, source), source, null, ""));
    }

    /// <summary>A model that is uploaded; agents know it by its UUID.</summary>
    /// <param name="fields">What the request says about it, if anything.</param>
    /// <param name="projectId">Owner.</param>
    /// <param name="modelId">The model.</param>
    /// <param name="defaultName">Its name unless the request says one; may be too long.</param>
    public static ModelSpec ReadUploaded(
        RequestFields? fields, string projectId, Guid modelId, string defaultName)
    {
        string name = fields?.Text("name", 1, MaxNameLength)
            ?? defaultName[..Math.Min(defaultName.Length, MaxNameLength)];
        var spec = new ModelSpec(projectId, name, GrainKeys.Uuid(modelId), UploadSource, null, DefaultWorkloadType);
        return fields is null ? spec : Describe(fields, spec);
    }

    /// <summary>What a patch changes; an explicit null removes what is optional.</summary>
    public static ModelPatch ReadPatch(RequestFields fields)
    {
        string? name = fields.Text("name", 1, MaxNameLength);
        string? workloadType = WorkloadType(fields);
        foreach (string field in new[] { "name", "workload_type" })
        {
            if (fields.IsNull(field))
            {
                fields.Refuse(field, "cannot be null");
            }
        }

        return new ModelPatch(
            name,
            workloadType,
            fields.IsNull("description") ? "" : Description(fields),
            fields.IsNull("license") ? "" : License(fields));
    }

    private static ModelSpec Describe(RequestFields fields, ModelSpec spec) => spec with
    {
        ContextLength = (int?)fields.Integer("context_length", 1, MaxContextLength),
        WorkloadType = WorkloadType(fields) ?? DefaultWorkloadType,
        Description = Description(fields),
        License = License(fields),
    };

    private static string? WorkloadType(RequestFields fields) =>
        fields.Text("workload_type", 1, MaxWorkloadTypeLength);

    private static string? Description(RequestFields fields) =>
        fields.Prose("description", MaxDescriptionLength);

    private static string? License(RequestFields fields) => fields.Text("license", 1, MaxLicenseLength);

    // Agents report a model under the name after the scheme, without the revision.
    private static string ServedName(RequestFields fields, string source)
    {
        string? name = source.StartsWith(AgentScheme, StringComparison.Ordinal) ? source[AgentScheme.Length..]
            : HuggingFaceSource().IsMatch(source) ? source[HuggingFaceScheme.Length..].Split('@')[0]
            : null;
        if (name is not { Length: > 0 and <= MaxServedNameLength })
        {
            fields.Refuse("source", "must be agent:<served name> or hf:<organisation>/<name>[@<revision>]");
        }

        return name ?? "";
    }

    [GeneratedRegex(
        @"^hf:[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}(@[\w-][\w./-]{0,127})?$",
        RegexOptions.ECMAScript)]
    private static partial Regex HuggingFaceSource();
}
