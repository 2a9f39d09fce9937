namespace Xerotier.Protocol.OpenAi;

/// <summary>
/// What the platform needs to know of a request's body: a few values and where they stand. Everything else in the
/// body stays unread and untouched. Made by <see cref="RequestReader"/>.
/// </summary>
public sealed class RequestOutline
{
    private const int BytesPerToken = 4;
    private const int TokensPerMessage = 4;

    // A picture or sound, whatever its size in the body.
    private const int TokensPerPart = 1024;

    internal RequestOutline(InferenceOperation operation) => Operation = operation;

    /// <summary>What is asked for.</summary>
    public InferenceOperation Operation { get; }

    /// <summary>
    /// The bytes of what a model reads, from first to last: the value of <c>messages</c> or <c>prompt</c>. A
    /// conversation that goes on begins with the same bytes. Empty for other operations.
    /// </summary>
    public ByteRange Prompt { get; internal set; }

    /// <summary>The bytes of <c>tools</c>, which a model reads before the messages; empty without any.</summary>
    public ByteRange Tools { get; internal set; }

    /// <summary>Offset of the first byte after the body's opening brace.</summary>
    public int MembersStart { get; internal set; }

    /// <summary>The bytes of the value of <c>model</c>, a string.</summary>
    public ByteRange Model { get; internal set; }

    /// <summary><c>max_tokens</c>; null when absent or null.</summary>
    public IntegerField? MaxTokens { get; internal set; }

    /// <summary><c>max_completion_tokens</c>, which overrides <see cref="MaxTokens"/>; null when absent or
    /// null.</summary>
    public IntegerField? MaxCompletionTokens { get; internal set; }

    /// <summary>Whether the answer shall be streamed.</summary>
    public bool Stream { get; internal set; }

    /// <summary><c>stream_options</c>; null when absent.</summary>
    public StreamOptionsField? StreamOptions { get; internal set; }

    /// <summary>How many alternative answers are wanted (<c>n</c>), at least 1.</summary>
    public int Choices { get; internal set; } = 1;

    /// <summary>Whether the client asked for usage figures in its stream.</summary>
    public bool WantsUsage => StreamOptions?.IncludeUsage ?? false;

    /// <summary>Most completion tokens per choice that the request allows; null when it does not say.</summary>
    public long? CompletionLimit => MaxCompletionTokens?.Value ?? MaxTokens?.Value;

    /// <summary>
    /// Estimated prompt tokens, at least 1: a token per four bytes of text, four per message and 1,024 per
    /// part that is no text. Token ids in an embedding's input count exactly.
    /// </summary>
    public int PromptTokens
    {
        get
        {
            var text = (TextBytes + BytesPerToken - 1) / BytesPerToken;
            var tokens = text + Messages * TokensPerMessage + Parts * TokensPerPart + TokenIds;
            return (int)Math.Clamp(tokens, 1, int.MaxValue);
        }
    }

    /// <summary>Bytes of text in the prompt.</summary>
    internal long TextBytes { get; set; }

    /// <summary>Messages in the prompt.</summary>
    internal long Messages { get; set; }

    /// <summary>Parts of the prompt that are no text.</summary>
    internal long Parts { get; set; }

    /// <summary>Ready-made tokens in the prompt.</summary>
    internal long TokenIds { get; set; }
}
