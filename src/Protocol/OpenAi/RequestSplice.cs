using System.Globalization;
using System.Text;

namespace Xerotier.Protocol.OpenAi;

/// <summary>
/// The only changes that the platform makes to a body: the model's name, token limits beyond the context, and a
/// request for usage figures in streams.
/// </summary>
public static class RequestSplice
{
    // Room for what the estimate of the prompt misses, e.g. the backend's chat template.
    private const int MarginTokens = 64;
    private const int MarginDivisor = 4;

    private static readonly byte[] WholeOptions = "\"stream_options\":{\"include_usage\":true},"u8.ToArray();
    private static readonly byte[] OptionsValue = "{\"include_usage\":true}"u8.ToArray();
    private static readonly byte[] FirstMember = "\"include_usage\":true,"u8.ToArray();
    private static readonly byte[] True = "true"u8.ToArray();

    /// <summary>Prepares a body for an agent.</summary>
    /// <param name="body">The body that <paramref name="outline"/> was read from.</param>
    /// <param name="outline">What matters of the body.</param>
    /// <param name="modelJson">The served name of the model as a JSON string.</param>
    /// <param name="contextLength">Context window in tokens; null when unknown, limits then stay.</param>
    public static SplicedBody Prepare(
        ReadOnlyMemory<byte> body,
        RequestOutline outline,
        ReadOnlyMemory<byte> modelJson,
        int? contextLength)
    {
        var edits = new List<BodyEdit>(4) { new(outline.Model, modelJson) };
        if (contextLength is { } context)
        {
            Clamp(edits, outline.MaxTokens, outline.PromptTokens, context);
            Clamp(edits, outline.MaxCompletionTokens, outline.PromptTokens, context);
        }

        if (outline is { Stream: true, WantsUsage: false })
        {
            edits.Add(AskForUsage(outline));
        }

        return new SplicedBody(body, edits);
    }

    /// <summary>
    /// A token limit that leaves room for the prompt: the limit itself where it fits the context, else what the prompt
    /// leaves of the context, less a margin of 64 tokens and a quarter of the prompt, at least 1.
    /// </summary>
    public static long ClampTokens(long limit, int promptTokens, int contextLength) =>
        limit <= contextLength - promptTokens
            ? limit
            : Math.Clamp(contextLength - promptTokens - promptTokens / MarginDivisor - MarginTokens, 1, limit);

    private static void Clamp(List<BodyEdit> edits, IntegerField? field, int promptTokens, int contextLength)
    {
        if (field is not { } limit)
        {
            return;
        }

        var clamped = ClampTokens(limit.Value, promptTokens, contextLength);
        if (clamped != limit.Value)
        {
            var text = clamped.ToString(CultureInfo.InvariantCulture);
            edits.Add(new BodyEdit(limit.Range, Encoding.ASCII.GetBytes(text)));
        }
    }

    private static BodyEdit AskForUsage(RequestOutline outline)
    {
        if (outline.StreamOptions is not { } options)
        {
            // The body has at least the model, so a comma follows.
            return new BodyEdit(new ByteRange(outline.MembersStart, 0), WholeOptions);
        }

        if (options.IsEmpty)
        {
            return new BodyEdit(options.Range, OptionsValue);
        }

        return options.IncludeUsage is null
            ? new BodyEdit(new ByteRange(options.Range.Start + 1, 0), FirstMember)
            : new BodyEdit(options.IncludeUsageRange, True);
    }
}
