using System.Text.Json;

namespace Xerotier.Protocol.OpenAi;

/// <summary>What each operation's body must look like. Members that are not listed pass unread.</summary>
internal static class RequestRules
{
    private const int MaxStops = 4;

    private static readonly FieldRule Model = new("model", CheckModel, required: true);

    private static readonly FieldRule[] Generation =
    [
        Model,
        new("stream", StreamFields.CheckStream),
        new("stream_options", StreamFields.CheckOptions),
        new("max_tokens", CheckMaxTokens),
        new("n", CheckChoices),
        new("stop", CheckStop),
        Number("temperature", 0, 2),
        Number("top_p", 0, 1),
        Number("presence_penalty", -2, 2),
        Number("frequency_penalty", -2, 2),
        Integer("seed", long.MinValue, long.MaxValue),
        Text("user"),
    ];

    private static readonly FieldRule[] Chat =
    [
        .. Generation,
        new("messages", MessageFields.Check, required: true, NotePrompt),
        new("max_completion_tokens", CheckMaxCompletionTokens),
        new("tools", ToolFields.CheckTools, note: static (outline, range) => outline.Tools = range),
        new("tool_choice", ToolFields.CheckChoice),
        Flag("parallel_tool_calls"),
        Flag("logprobs"),
        Integer("top_logprobs", 0, 20),
        new("response_format", CheckResponseFormat),
        Object("logit_bias"),
        Text("reasoning_effort"),
        Text("service_tier"),
    ];

    private static readonly FieldRule[] Completion = [.. Generation, InputFields.TextsOrTokens("prompt", NotePrompt)];

    private static readonly FieldRule[] Embedding =
    [
        Model,
        InputFields.TextsOrTokens("input"),
        new("encoding_format", CheckEncoding),
        Integer("dimensions", 1, int.MaxValue),
        Text("user"),
    ];

    private static readonly FieldRule[] Rerank =
    [
        Model,
        new("query", CheckQuery, required: true),
        new("documents", InputFields.CheckDocuments, required: true),
        Integer("top_n", 1, int.MaxValue),
        Flag("return_documents"),
    ];

    private static readonly FieldRule[] Score = [Model, InputFields.Texts("text_1"), InputFields.Texts("text_2")];

    /// <summary>The rules of one operation; at most 64.</summary>
    public static FieldRule[] For(InferenceOperation operation) => operation switch
    {
        InferenceOperation.Chat => Chat,
        InferenceOperation.Completion => Completion,
        InferenceOperation.Embedding => Embedding,
        InferenceOperation.Rerank => Rerank,
        InferenceOperation.Score => Score,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    private static FieldRule Number(string name, double min, double max) =>
        new(name, (ref reader, _) => ValueChecks.Number(ref reader, name, min, max));

    private static FieldRule Integer(string name, long min, long max) =>
        new(name, (ref reader, _) => ValueChecks.Integer(ref reader, name, min, max, out var _));

    private static FieldRule Text(string name) => new(name, (ref reader, _) => ValueChecks.AnyText(ref reader, name));

    private static FieldRule Flag(string name) => new(name, (ref reader, _) => ValueChecks.Flag(ref reader, name));

    private static FieldRule Object(string name) =>
        new(name, (ref reader, _) => ValueChecks.AnyObject(ref reader, name));

    private static void NotePrompt(RequestOutline outline, ByteRange range) => outline.Prompt = range;

    private static bool CheckModel(ref FieldReader reader, RequestOutline outline)
    {
        outline.Model = reader.Range;
        return ValueChecks.Text(ref reader, "model");
    }

    private static bool CheckMaxTokens(ref FieldReader reader, RequestOutline outline)
    {
        var valid = ValueChecks.Integer(ref reader, "max_tokens", 1, long.MaxValue, out var value);
        outline.MaxTokens = value is { } tokens ? new IntegerField(tokens, reader.Range) : null;
        return valid;
    }

    private static bool CheckMaxCompletionTokens(ref FieldReader reader, RequestOutline outline)
    {
        var valid = ValueChecks.Integer(ref reader, "max_completion_tokens", 1, long.MaxValue, out var value);
        outline.MaxCompletionTokens = value is { } tokens ? new IntegerField(tokens, reader.Range) : null;
        return valid;
    }

    private static bool CheckChoices(ref FieldReader reader, RequestOutline outline)
    {
        var valid = ValueChecks.Integer(ref reader, "n", 1, 128, out var value);
        outline.Choices = (int)(value ?? 1);
        return valid;
    }

    private static bool CheckStop(ref FieldReader reader, RequestOutline outline)
    {
        if (reader.Token is JsonTokenType.Null or JsonTokenType.String)
        {
            return true;
        }

        if (reader.Token != JsonTokenType.StartArray)
        {
            return reader.Fail("stop", "must be a string or an array of strings");
        }

        for (var count = 0; reader.NextInside(); count++)
        {
            if (reader.Token != JsonTokenType.String)
            {
                return reader.Fail($"stop[{count}]", "must be a string");
            }

            if (count == MaxStops)
            {
                return reader.Fail("stop", $"must not have more than {MaxStops} sequences");
            }
        }

        return true;
    }

    private static bool CheckResponseFormat(ref FieldReader reader, RequestOutline outline)
    {
        if (reader.Token == JsonTokenType.Null)
        {
            return true;
        }

        if (reader.Token != JsonTokenType.StartObject)
        {
            return reader.Fail("response_format", "must be an object");
        }

        var hasType = false;
        while (reader.NextInside())
        {
            var isType = reader.Is("type"u8);
            reader.Next();
            hasType |= isType && reader.Token == JsonTokenType.String;
            reader.Skip();
        }

        return hasType || reader.Fail("response_format.type", "must be a string");
    }

    private static bool CheckEncoding(ref FieldReader reader, RequestOutline outline) =>
        reader.Token == JsonTokenType.Null
        || reader.Token == JsonTokenType.String && (reader.Is("float"u8) || reader.Is("base64"u8))
        || reader.Fail("encoding_format", "must be one of float, base64");

    private static bool CheckQuery(ref FieldReader reader, RequestOutline outline)
    {
        outline.TextBytes += reader.TextLength;
        return ValueChecks.Text(ref reader, "query");
    }
}
