using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Xerotier.ApiHost.Catalog.Pages;

/// <summary>
/// Builds a page from interpolated strings. Their literal parts are written as they are and every hole is encoded, for
/// text and for quoted attributes alike, unless it is <see cref="Markup"/>: forgetting to encode is not possible.
/// </summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Adds a piece of the page.</summary>
    public Html Add([InterpolatedStringHandlerArgument("")] ref Piece piece) => this;

    /// <summary>Adds a piece for each thing.</summary>
    public Html Each<T>(IEnumerable<T> things, Action<Html, T> add)
    {
        foreach (var thing in things)
        {
            add(this, thing);
        }

        return this;
    }

    /// <summary>The page so far.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Writes the parts of an interpolated string; the compiler calls it.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Piece(int literalLength, int formattedCount, Html html)
    {
        private readonly StringBuilder _text = html.Room(literalLength, formattedCount);

        public void AppendLiteral(string literal) => _text.Append(literal);

        public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted(Markup markup) => _text.Append(markup.Text);

        public void AppendFormatted(long number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

        public void AppendFormatted(Guid id) => _text.Append(CultureInfo.InvariantCulture, $"{id:D}");
    }

    private StringBuilder Room(int literalLength, int formattedCount)
    {
        const int UsualHole = 16;
        _text.EnsureCapacity(_text.Length + literalLength + formattedCount * UsualHole);
        return _text;
    }
}
