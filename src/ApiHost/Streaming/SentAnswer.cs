using System.Buffers;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Streaming;

/// <summary>
/// What a client has of its streamed answer, so that another agent can go on with it: its text and what is the same in
/// all of its chunks.
/// </summary>
/// <param name="maxBytes">Bytes of text that are remembered; 0 for none.</param>
internal sealed class SentAnswer(int maxBytes) : IDisposable
{
    private const int FirstBytes = 256;

    private byte[] _text = [];
    private int _length;
    private bool _remembers = maxBytes > 0;
    private long _earlierTokens;

    /// <summary>Whether the client has a part of it.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether its last chunk but for the usage went out.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Whether the client knows what it cost.</summary>
    public bool HasUsage { get; private set; }

    /// <summary>Chunks with a choice that went out.</summary>
    public long Chunks { get; private set; }

    /// <summary>Chunks with text that went out: as good as tokens.</summary>
    public long Tokens { get; private set; }

    /// <summary>Whether another agent could go on with it.</summary>
    public bool CanContinue => HasBegun && _remembers;

    /// <summary>Whether the agent that answers now goes on with what another one began.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>The first chunk; its members are those of all chunks. Empty before it.</summary>
    public byte[] FirstChunk { get; private set; } = [];

    /// <summary>Where in <see cref="FirstChunk"/> those members stand.</summary>
    public ChunkMembers Members { get; private set; }

    /// <summary>The text, as the inside of a JSON string.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>An agent is about to answer.</summary>
    /// <param name="continues">Whether agents of its kind can go on with each other's answers.</param>
    public void Begin(bool continues)
    {
        _remembers &= continues || HasBegun;
        IsResumed = HasBegun;
        _earlierTokens = Tokens;
    }

    /// <summary>A chunk is about to go out.</summary>
    /// <param name="json">Its data.</param>
    /// <param name="chunk">What matters of it.</param>
    public void Note(ReadOnlySpan<byte> json, in ChunkOutline chunk)
    {
        Chunks += chunk.HasChoices ? 1 : 0;
        if (!_remembers)
        {
            HasBegun = true;
            return;
        }

        if (!HasBegun)
        {
            HasBegun = true;
            FirstChunk = json.ToArray();
            Members = ChunkMembers.Read(json);
        }

        if (chunk.HasChoices)
        {
            Note(json, ChunkChoice.Read(json, chunk.Choices));
        }

        HasUsage |= chunk is { HasChoices: false, Usage: not null };
    }

    /// <summary>What the whole answer cost, from what its last agent says.</summary>
    /// <param name="last">What that agent says of its own part; null when it says nothing.</param>
    /// <param name="promptTokens">The prompt's tokens, estimated.</param>
    public TokenUsage Cost(TokenUsage? last, long promptTokens)
    {
        if (last is not { } usage)
        {
            return new TokenUsage(promptTokens, _remembers ? Tokens : Chunks, 0);
        }

        if (!IsResumed)
        {
            return usage;
        }

        // To the last agent the text of the earlier ones was prompt.
        var prompt = Math.Max(1, usage.PromptTokens - _earlierTokens);
        return usage with
        {
            PromptTokens = prompt,
            CompletionTokens = _earlierTokens + usage.CompletionTokens,
            CachedTokens = Math.Min(usage.CachedTokens, prompt),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    private void Note(ReadOnlySpan<byte> json, in ChunkChoice choice)
    {
        IsFinished |= choice.IsFinished;
        Tokens += choice.Content.Length > 0 ? 1 : 0;
        if (choice.HasMore || _length + choice.Content.Length > maxBytes)
        {
            Forget();
            return;
        }

        var text = json.Slice(choice.Content.Start, choice.Content.Length);
        if (_length + text.Length > _text.Length)
        {
            Grow(_length + text.Length);
        }

        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, Math.Max(FirstBytes, _text.Length * 2)));
        Text.CopyTo(larger);
        Return();
        _text = larger;
    }

    private void Forget()
    {
        _remembers = false;
        _length = 0;
        Return();
    }

    private void Return()
    {
        if (_text.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_text);
            _text = [];
        }
    }
}
