using System.Globalization;
using System.Text;

namespace Xerotier.Load.Generator;

/// <summary>What one request carries.</summary>
/// <param name="PromptBytes">Bytes of the prompt.</param>
/// <param name="Chunks">Chunks of a streamed answer; 0 for an answer in one piece.</param>
/// <param name="Gap">Time between two chunks.</param>
internal sealed record Payload(int PromptBytes, int Chunks = 0, TimeSpan Gap = default)
{
    private const string Words = "all work and no play makes a gateway a dull place for prompts to pass through; ";

    /// <summary>Whether the answer is streamed.</summary>
    public bool Streams => Chunks > 0;

    /// <summary>How long one request takes when nothing stands in between.</summary>
    public TimeSpan Duration => Gap * Math.Max(0, Chunks - 1);

    /// <summary>The request's body.</summary>
    public string Body()
    {
        var prompt = new StringBuilder(PromptBytes);
        while (prompt.Length < PromptBytes) prompt.Append(Words);
        prompt.Length = PromptBytes;
        string wish = Streams
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"\"stream\":true,\"max_tokens\":{Chunks},\"seed\":{Gap.TotalMicroseconds:F0},")
            : "";
        return $$"""{"model":"bench",{{wish}}"messages":[{"role":"user","content":"{{prompt}}"}]}""";
    }
}
