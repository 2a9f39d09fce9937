using System.Runtime.InteropServices;
using System.Text.Json;

namespace Xerotier.Agent.Backends.Simulated;

/// <summary>Answers embeddings, reranks and scores.</summary>
internal sealed class EmbeddingTask(SimulatedOptions options, TimeProvider time)
{
    private const int LeastDimensions = 8;
    private const int MostDimensions = 4096;
    private long _answers;

    /// <summary><c>/v1/embeddings</c>.</summary>
    public PassageAnswer Embed(JsonElement body, string model, string salt)
    {
        var inputs = TokenInput.ReadAll(body.Required("input"), "input");
        var dimensions = body.Integer("dimensions", LeastDimensions) ?? options.EmbeddingDimensions;
        if (dimensions > MostDimensions)
            throw new BadRequestException($"'dimensions' must be at most {MostDimensions}.", "dimensions");
        var isBase64 = body.Text("encoding_format") switch
        {
            null or "float" => false,
            "base64" => true,
            _ => throw new BadRequestException("'encoding_format' must be float or base64.", "encoding_format"),
        };
        var prompts = inputs.Select(input => PromptOf(salt, input)).ToList();
        return new PassageAnswer(prompts, json =>
        {
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            for (var i = 0; i < inputs.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("object", "embedding");
                json.WriteNumber("index", i);
                WriteVector(json, Embedder.Embed(inputs[i].Text, dimensions), isBase64);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("model", model);
        });
    }

    /// <summary><c>/v1/rerank</c>, in the shape of Cohere and Jina.</summary>
    public PassageAnswer Rerank(JsonElement body, string model, string salt)
    {
        var query = body.Text("query") ?? throw new BadRequestException("'query' is required.", "query");
        var documents = body.Texts("documents");
        if (documents.Count == 0) throw new BadRequestException("'documents' is required.", "documents");
        var top = Math.Min(body.Integer("top_n", 1) ?? documents.Count, documents.Count);
        var withText = body.Flag("return_documents", true);
        return new PassageAnswer(PairPrompts([query], documents, salt), json =>
        {
            var ranked = documents
                .Select((text, index) => (text, index, score: Score(query, text)))
                .OrderByDescending(document => document.score).ThenBy(document => document.index);
            json.WriteString("id", NextId("rerank"));
            json.WriteString("model", model);
            json.WriteStartArray("results");
            foreach (var (text, index, score) in ranked.Take(top))
            {
                json.WriteStartObject();
                json.WriteNumber("index", index);
                if (withText)
                {
                    json.WriteStartObject("document");
                    json.WriteString("text", text);
                    json.WriteEndObject();
                }
                json.WriteNumber("relevance_score", score);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    /// <summary><c>/v1/score</c>, in vLLM's shape: one text against many, or pair by pair.</summary>
    public PassageAnswer ScorePairs(JsonElement body, string model, string salt)
    {
        var (first, second) = (body.Texts("text_1"), body.Texts("text_2"));
        if (first.Count == 0) throw new BadRequestException("'text_1' is required.", "text_1");
        if (second.Count == 0) throw new BadRequestException("'text_2' is required.", "text_2");
        if (first.Count != 1 && first.Count != second.Count)
            throw new BadRequestException("'text_1' must be one text or as many as 'text_2'.", "text_1");
        return new PassageAnswer(PairPrompts(first, second, salt), json =>
        {
            json.WriteString("id", NextId("score"));
            json.WriteString("object", "list");
            json.WriteNumber("created", time.GetUtcNow().ToUnixTimeSeconds());
            json.WriteString("model", model);
            json.WriteStartArray("data");
            for (var i = 0; i < second.Count; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("index", i);
                json.WriteString("object", "score");
                json.WriteNumber("score", Score(first[first.Count == 1 ? 0 : i], second[i]));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static void WriteVector(Utf8JsonWriter json, float[] vector, bool isBase64)
    {
        if (isBase64)
        {
            // The wire format is little-endian, as every machine .NET 10 runs on.
            json.WriteBase64String("embedding", MemoryMarshal.AsBytes(vector.AsSpan()));
            return;
        }
        json.WriteStartArray("embedding");
        foreach (var x in vector) json.WriteNumberValue(x);
        json.WriteEndArray();
    }

    private double Score(string a, string b) => Embedder.Similarity(
        Embedder.Embed(a, options.EmbeddingDimensions), Embedder.Embed(b, options.EmbeddingDimensions));

    private string NextId(string kind) => $"{kind}-{Interlocked.Increment(ref _answers):x16}";

    private static Prompt PromptOf(string salt, TokenInput input)
    {
        var prompt = new Prompt(salt);
        input.AddTo(prompt);
        return prompt;
    }

    private static List<Prompt> PairPrompts(IReadOnlyList<string> first, IReadOnlyList<string> second, string salt) =>
        [.. second.Select((text, i) =>
        {
            var prompt = PromptOf(salt, new TokenInput(first[first.Count == 1 ? 0 : i], null));
            prompt.Add(text);
            return prompt;
        })];
}
