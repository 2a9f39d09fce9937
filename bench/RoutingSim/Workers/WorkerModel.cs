namespace Xerotier.RoutingSim.Workers;

/// <summary>
/// What an inference worker can do. A step lasts <see cref="StepMs"/> + <see cref="SequenceMs"/> for each sequence in
/// it + the time its prompt tokens take at <see cref="PrefillRate"/>.
/// </summary>
internal sealed record WorkerModel
{
    /// <summary>Prompt tokens a second.</summary>
    public double PrefillRate { get; init; } = 6_500;

    /// <summary>Length of an empty step in milliseconds.</summary>
    public double StepMs { get; init; } = 8;

    /// <summary>What each sequence adds to a step, in milliseconds.</summary>
    public double SequenceMs { get; init; } = 0.1;

    /// <summary>Tokens of one step, prompt chunks and one for each decoding sequence.</summary>
    public int ChunkTokens { get; init; } = 2_048;

    /// <summary>Sequences that are served at once.</summary>
    public int MaxSequences { get; init; } = 256;

    /// <summary>Tokens that fit into the KV cache.</summary>
    public int KvTokens { get; init; } = 2_000_000;

    /// <summary>Added to the time to first token of every request: network and tokenizer, in milliseconds.</summary>
    public double FixedMs { get; init; }

    /// <summary>
    /// Whether room for the whole output is taken at admission; else it grows and may lead to preemption.
    /// </summary>
    public bool ReserveOutput { get; init; }
}
