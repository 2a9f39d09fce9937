using System.Globalization;
using System.Text;
using Xerotier.Protocol.OpenAi;

namespace Xerotier.ApiHost.Streaming;

/// <summary>
/// Makes the chunks of an agent that goes on with an answer look like those of the one that began it.
/// </summary>
internal static class ResumedChunk
{
    /// <summary>The chunk as the client shall see it; null when it adds nothing to what the client has.</summary>
    /// <param name="json">The agent's chunk.</param>
    /// <param name="chunk">What matters of it.</param>
    /// <param name="sent">What the client has.</param>
    /// <param name="wantsUsage">Whether the client asked for usage figures.</param>
    public static SplicedBody? Rewrite(
        ReadOnlyMemory<byte> json, in ChunkOutline chunk, SentAnswer sent, bool wantsUsage)
    {
        if (!chunk.HasChoices && !wantsUsage)
        {
            return null;
        }

        var members = ChunkMembers.Read(json.Span);
        var edits = new List<BodyEdit>(6);
        Copy(edits, members.Id, sent, sent.Members.Id);
        Copy(edits, members.Created, sent, sent.Members.Created);
        Copy(edits, members.Model, sent, sent.Members.Model);
        Copy(edits, members.Fingerprint, sent, sent.Members.Fingerprint);
        if (chunk.HasChoices)
        {
            var choice = ChunkChoice.Read(json.Span, chunk.Choices);
            if (choice.RoleMember.Length > 0)
            {
                if (choice is { Content.Length: 0, IsFinished: false, HasMore: false })
                {
                    return null;
                }

                edits.Add(new BodyEdit(choice.RoleMember, ReadOnlyMemory<byte>.Empty));
            }
        }

        if (!wantsUsage && chunk.UsageMember.Length > 0)
        {
            edits.Add(new BodyEdit(chunk.UsageMember, ReadOnlyMemory<byte>.Empty));
        }
        else if (chunk.Usage is { } usage)
        {
            edits.Add(new BodyEdit(members.Usage, UsageJson(sent.Cost(usage, 0))));
        }

        return new SplicedBody(json, edits);
    }

    /// <summary>The chunk that ends an answer of which nothing but its end is missing.</summary>
    public static byte[] Finish(SentAnswer sent) =>
        Closing(sent, """[{"index":0,"delta":{},"finish_reason":"length"}]""", "");

    /// <summary>The chunk that says what an answer cost.</summary>
    public static byte[] Usage(SentAnswer sent, TokenUsage cost) =>
        Closing(sent, "[]", ",\"usage\":" + Encoding.ASCII.GetString(UsageJson(cost)));

    private static byte[] Closing(SentAnswer sent, string choices, string more)
    {
        var (first, members) = (sent.FirstChunk, sent.Members);
        var head = new StringBuilder("{");
        Add("id", members.Id);
        head.Append("\"object\":\"chat.completion.chunk\",");
        Add("created", members.Created);
        Add("model", members.Model);
        return Encoding.UTF8.GetBytes($"{head}\"choices\":{choices}{more}}}");

        void Add(string name, ByteRange value)
        {
            if (value.Length > 0)
            {
                head.Append(CultureInfo.InvariantCulture, $"\"{name}\":");
                head.Append(Encoding.UTF8.GetString(first, value.Start, value.Length)).Append(',');
            }
        }
    }

    private static byte[] UsageJson(TokenUsage usage) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"prompt_tokens\":{usage.PromptTokens},\"completion_tokens\":{usage.CompletionTokens},"
        + $"\"total_tokens\":{usage.PromptTokens + usage.CompletionTokens},"
        + $"\"prompt_tokens_details\":{{\"cached_tokens\":{usage.CachedTokens}}}}}"));

    private static void Copy(List<BodyEdit> edits, ByteRange to, SentAnswer sent, ByteRange from)
    {
        if (to.Length > 0 && from.Length > 0)
        {
            edits.Add(new BodyEdit(to, sent.FirstChunk.AsMemory(from.Start, from.Length)));
        }
    }
}
