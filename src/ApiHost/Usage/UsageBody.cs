namespace Xerotier.ApiHost.Usage;

/// <summary>Usage of one endpoint on one UTC day, as the API shows it.</summary>
/// <param name="Object">Always <c>usage.day</c>.</param>
/// <param name="Day">The UTC day, <c>yyyy-MM-dd</c>.</param>
/// <param name="Endpoint">The endpoint's slug.</param>
/// <param name="Requests">Requests admitted.</param>
/// <param name="FailedRequests">Of those, the ones that failed.</param>
/// <param name="PromptTokens">Prompt tokens.</param>
/// <param name="CachedTokens">Of those, tokens found in a prefix cache.</param>
/// <param name="CompletionTokens">Completion tokens.</param>
internal sealed record UsageBody(
    string Object,
    DateOnly Day,
    string Endpoint,
    long Requests,
    long FailedRequests,
    long PromptTokens,
    long CachedTokens,
    long CompletionTokens);
