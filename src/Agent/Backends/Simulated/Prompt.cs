namespace Xerotier.Agent.Backends.Simulated;

/// <summary>A prompt as the engine sees it: tokens, and hashes of its leading blocks for prefix reuse.</summary>
internal sealed class Prompt
{
    private readonly List<ulong> _tokens = [];
    private readonly ulong _salt;

    /// <param name="salt">Prompts with different salts share nothing.</param>
    public Prompt(string salt) => _salt = Hashing.Of(salt);

    public int Length => _tokens.Count;

    /// <summary>Hash of the whole prompt without its salt: equal prompts get equal answers.</summary>
    public ulong Seed { get; private set; }

    public void Add(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var length = Tokens.NextLength(text);
            AddToken(Hashing.Of(text[..length]));
            text = text[length..];
        }
    }

    /// <summary>Adds a token that has no text: an id given by the client, a special one, a patch of an image.</summary>
    public void AddToken(ulong token)
    {
        _tokens.Add(token);
        Seed = Hashing.Combine(Seed, token);
    }

    /// <summary>
    /// Hashes of the full blocks, each over everything before it too. The block of the last token is left out: an
    /// engine must compute at least that token.
    /// </summary>
    public ulong[] Blocks(int tokensPerBlock)
    {
        var blocks = new ulong[Math.Max(0, _tokens.Count - 1) / tokensPerBlock];
        var hash = _salt;
        for (var i = 0; i < blocks.Length * tokensPerBlock; i++)
        {
            hash = Hashing.Combine(hash, _tokens[i]);
            if ((i + 1) % tokensPerBlock == 0) blocks[i / tokensPerBlock] = hash;
        }
        return blocks;
    }
}
