namespace Xerotier.Protocol.OpenAi;

/// <summary>The operations of an inference endpoint.</summary>
public enum InferenceOperation
{
    /// <summary><c>POST chat/completions</c>.</summary>
    Chat,

    /// <summary><c>POST completions</c>.</summary>
    Completion,

    /// <summary><c>POST embeddings</c>.</summary>
    Embedding,

    /// <summary><c>POST rerank</c>.</summary>
    Rerank,

    /// <summary><c>POST score</c>.</summary>
    Score,
}
