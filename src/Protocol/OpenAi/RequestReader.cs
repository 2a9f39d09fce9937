using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Xerotier.Protocol.OpenAi;

/// <summary>
/// Checks a request's body in one pass and notes what the platform needs of it. Strict about what it knows, blind to
/// everything else: unknown members are the backend's business.
/// </summary>
public static class RequestReader
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">UTF-8 JSON.</param>
    /// <param name="operation">What the body shall ask for.</param>
    /// <param name="outline">What matters of it.</param>
    /// <param name="problem">The first thing that is wrong with it.</param>
    /// <returns>Whether the body is well formed.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> body,
        InferenceOperation operation,
        [NotNullWhen(true)] out RequestOutline? outline,
        [NotNullWhen(false)] out RequestProblem? problem)
    {
        var draft = new RequestOutline(operation);
        outline = null;
        if (!Utf8.IsValid(body))
        {
            problem = new RequestProblem("The body is not valid UTF-8.", null);
            return false;
        }

        var reader = new FieldReader(body);
        try
        {
            outline = ReadBody(ref reader, draft) ? draft : null;
            problem = reader.Problem;
        }
        catch (JsonException exception)
        {
            var (line, position) = (exception.LineNumber + 1, exception.BytePositionInLine + 1);
            problem = new RequestProblem($"The body is not valid JSON (line {line}, byte {position}).", null);
        }
        catch (InvalidOperationException)
        {
            // The reader unescapes strings lazily, and only then meets half a surrogate pair.
            problem = new RequestProblem("The body has a string that is not valid text.", null);
        }

        return outline is not null;
    }

    private static bool ReadBody(ref FieldReader reader, RequestOutline outline)
    {
        reader.Next();
        if (reader.Token != JsonTokenType.StartObject)
        {
            return reader.Fail(null, "The body must be a JSON object.");
        }

        outline.MembersStart = (int)reader.Json.BytesConsumed;
        var rules = RequestRules.For(outline.Operation);
        var seen = 0UL;
        while (reader.NextInside())
        {
            if (!ReadMember(ref reader, outline, rules, ref seen))
            {
                return false;
            }
        }

        // Throws when anything but white space follows.
        reader.Next();
        return HasRequired(ref reader, rules, seen);
    }

    private static bool ReadMember(
        ref FieldReader reader, RequestOutline outline, FieldRule[] rules, ref ulong seen)
    {
        for (var index = 0; index < rules.Length; index++)
        {
            var rule = rules[index];
            if (!reader.Is(rule.Utf8Name))
            {
                continue;
            }

            // Two readers of one body must never see different values.
            if ((seen & (1UL << index)) != 0)
            {
                return reader.Fail(rule.Name, "is given twice");
            }

            seen |= 1UL << index;
            reader.Next();
            var start = (int)reader.Json.TokenStartIndex;
            var valid = rule.Check(ref reader, outline);
            rule.Note?.Invoke(outline, reader.RangeFrom(start));
            return valid;
        }

        reader.Next();
        return reader.Skip();
    }

    private static bool HasRequired(ref FieldReader reader, FieldRule[] rules, ulong seen)
    {
        for (var index = 0; index < rules.Length; index++)
        {
            if (rules[index].Required && (seen & (1UL << index)) == 0)
            {
                return reader.Fail(rules[index].Name, "is required");
            }
        }

        return true;
    }
}
