using System.Collections.Immutable;
using System.Globalization;
using Xerotier.ApiHost.Bodies;
using Xerotier.Grains.Faults;

namespace Xerotier.ApiHost.Catalog.Search;

/// <summary>
/// Values of a URL's query. Each read checks its value; the first problem is kept in <see cref="Fault"/>, and every
/// read goes on. Empty values count as absent.
/// </summary>
internal sealed class QueryValues(IQueryCollection query, int maxLength)
{
    private const int MaxRepeated = 8;

    /// <summary>The first problem, or null.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>A text without control characters.</summary>
    public string? Text(string name)
    {
        var values = Texts(name);
        if (values.Length > 1)
        {
            Refuse(name, "may be given once");
        }

        return values is [var text, ..] ? text : null;
    }

    /// <summary>A value that may be given several times.</summary>
    public ImmutableArray<string> Texts(string name)
    {
        ImmutableArray<string> texts =
            [.. query[name].OfType<string>().Select(text => text.Trim()).Where(text => text.Length > 0)];
        if (texts.Length > MaxRepeated)
        {
            Refuse(name, $"may be given at most {MaxRepeated} times");
        }

        if (texts.Any(text => text.Length > maxLength || text.Any(char.IsControl)))
        {
            Refuse(name, $"must be at most {maxLength} characters without control characters");
        }

        return texts;
    }

    /// <summary>A whole number of a range.</summary>
    public int? Integer(string name, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= min && number <= max)
        {
            return number;
        }

        Refuse(name, $"must be a whole number from {min} to {max}");
        return null;
    }

    /// <summary>A count such as <c>7000000000</c>, <c>7B</c> or <c>1.5k</c>.</summary>
    public long? Count(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Counts.TryParse(text, out long count))
        {
            return count;
        }

        Refuse(name, "must be a count such as 7000000000 or 7B");
        return null;
    }

    /// <summary>Position in a closed set of texts; 0 when absent.</summary>
    public int Choice(string name, ImmutableArray<string> choices)
    {
        int index = Text(name) is { } text ? choices.IndexOf(text) : 0;
        if (index < 0)
        {
            Refuse(name, "must be one of: " + string.Join(", ", choices));
        }

        return Math.Max(0, index);
    }

    /// <summary>A UUID.</summary>
    public Guid? Uuid(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Uuids.Read(text, name, out var id) is { } fault)
        {
            Fault ??= fault;
            return null;
        }

        return id;
    }

    private void Refuse(string name, string problem) =>
        Fault ??= new Fault(FaultCode.InvalidRequest, $"'{name}' {problem}.", name);
}
