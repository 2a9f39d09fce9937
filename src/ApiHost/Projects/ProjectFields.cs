using System.Collections.Immutable;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Projects;

namespace Xerotier.ApiHost.Projects;

/// <summary>Reads what a project is made of.</summary>
internal static class ProjectFields
{
    private const int MaxNameLength = 128;
    private const int MaxSlugLength = 40;
    private const int MaxFeatures = 32;
    private const int MaxFeatureLength = 64;

    private static readonly ImmutableArray<string> Plans = ["free", "paid"];

    /// <summary>A new project; its slug comes from its name.</summary>
    public static ProjectSpec Read(RequestFields fields)
    {
        string name = fields.RequiredText("name", 1, MaxNameLength);
        return new ProjectSpec(SlugOf(name), name, ReadPlan(fields) ?? Plans[0], ReadFeatures(fields) ?? []);
    }

    /// <summary>A change of plan or features.</summary>
    public static ProjectPatch ReadPatch(RequestFields fields) => new(ReadPlan(fields), ReadFeatures(fields));

    /// <summary>A slug with a suffix that makes it another one.</summary>
    public static string WithSuffix(string slug, string suffix) =>
        slug[..Math.Min(slug.Length, MaxSlugLength - suffix.Length - 1)] + "-" + suffix;

    private static string? ReadPlan(RequestFields fields) => fields.Choice("plan", Plans);

    private static ImmutableArray<string>? ReadFeatures(RequestFields fields)
    {
        var features = fields.Texts("features", MaxFeatures, MaxFeatureLength);
        if (features is { } names
            && !names.All(name => name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')))
        {
            fields.Refuse("features", "must hold names of a-z, 0-9 and _");
        }

        return features;
    }

    private static string SlugOf(string name)
    {
        var words = new string([.. name.ToLowerInvariant().Select(c =>
            char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-')]);
        string slug = string.Join('-', words.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length == 0 ? "project" : slug[..Math.Min(slug.Length, MaxSlugLength)].TrimEnd('-');
    }
}
