namespace Xerotier.Agent.Backends.Simulated;

/// <summary>
/// Embeddings by feature hashing (Weinberger et al., ICML 2009): each word, and each pair of neighbours, adds or
/// subtracts at a place its hash chooses; then the vector gets length 1. Texts that share words lie near each other.
/// </summary>
internal static class Embedder
{
    private const float PairWeight = 0.5f;

    public static float[] Embed(ReadOnlySpan<char> text, int dimensions)
    {
        var vector = new float[dimensions];
        ulong previous = 0;
        while (!text.IsEmpty)
        {
            var length = Tokens.NextLength(text);
            var word = text[..length].Trim();
            if (!word.IsEmpty && char.IsLetterOrDigit(word[0]))
            {
                var hash = Hashing.Of(word.ToString().ToLowerInvariant());
                Add(vector, hash, 1);
                if (previous != 0) Add(vector, Hashing.Combine(previous, hash), PairWeight);
                previous = hash;
            }
            text = text[length..];
        }
        Normalize(vector);
        return vector;
    }

    /// <summary>How alike two texts are, 0 to 1; the same text gives 1.</summary>
    public static double Similarity(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0;
        for (var i = 0; i < a.Length; i++) dot += a[i] * (double)b[i];
        return Math.Clamp(Math.Round((1 + dot) / 2, 6), 0, 1);
    }

    private static void Add(float[] vector, ulong hash, float weight) =>
        vector[(hash >> 1) % (ulong)vector.Length] += (hash & 1) == 0 ? weight : -weight;

    private static void Normalize(float[] vector)
    {
        double squares = 0;
        foreach (var x in vector) squares += x * (double)x;
        if (squares == 0)
        {
            // Nothing to hash, e.g. punctuation only: any unit vector will do.
            vector[0] = 1;
            return;
        }
        var scale = (float)(1 / Math.Sqrt(squares));
        for (var i = 0; i < vector.Length; i++) vector[i] *= scale;
    }
}
