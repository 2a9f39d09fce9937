using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Inference;

/// <summary>Where operations are found, on endpoints and on agents alike, and which endpoints serve them.</summary>
internal static class OperationPaths
{
    /// <summary>Path of an operation, beginning with <c>/v1</c>.</summary>
    public static string Of(InferenceOperation operation) => operation switch
    {
        InferenceOperation.Chat => "/v1/chat/completions",
        InferenceOperation.Completion => "/v1/completions",
        InferenceOperation.Embedding => "/v1/embeddings",
        InferenceOperation.Rerank => "/v1/rerank",
        InferenceOperation.Score => "/v1/score",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    /// <summary>Task mode of the endpoints that serve an operation.</summary>
    public static string TaskModeOf(InferenceOperation operation) => operation switch
    {
        InferenceOperation.Chat or InferenceOperation.Completion => "chat",
        InferenceOperation.Embedding => "embed",
        InferenceOperation.Rerank or InferenceOperation.Score => "score",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}
