namespace Xerotier.Agent.Serving;

/// <summary>Inference routes of an agent; backends serve the same paths.</summary>
internal static class InferencePaths
{
    public const string ChatCompletions = "/v1/chat/completions";
    public const string Completions = "/v1/completions";
    public const string Embeddings = "/v1/embeddings";
    public const string Rerank = "/v1/rerank";
    public const string Score = "/v1/score";
    public const string Models = "/v1/models";

    public static readonly IReadOnlyList<string> Posts = [ChatCompletions, Completions, Embeddings, Rerank, Score];
}
