namespace Xerotier.RoutingSim.Workloads;

/// <summary>One of llm-d's four shared-prefix regimes (March 2026).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Groups">System prompts.</param>
/// <param name="UsersPerGroup">Users of each.</param>
/// <param name="SystemTokens">Length of a system prompt.</param>
/// <param name="QuestionTokens">Length of a question.</param>
internal sealed record SharedPrefixRegime(
    string Name, int Groups, int UsersPerGroup, int SystemTokens, int QuestionTokens)
{
    /// <summary>Few system prompts, very short questions.</summary>
    public static SharedPrefixRegime A { get; } = new("regime-a", 6, 1_000, 1_000, 30);

    /// <summary>Few system prompts, long questions.</summary>
    public static SharedPrefixRegime B { get; } = new("regime-b", 6, 1_000, 1_000, 3_000);

    /// <summary>Many long system prompts: more than fits.</summary>
    public static SharedPrefixRegime C { get; } = new("regime-c", 150, 5, 6_000, 1_200);

    /// <summary>Many short system prompts, very long questions.</summary>
    public static SharedPrefixRegime D { get; } = new("regime-d", 150, 5, 1_000, 6_200);
}
