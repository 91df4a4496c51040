using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace ReleaseBot.Evaluation.Report;

/// <summary>Markup. What is put into it by interpolation is escaped, unless it is markup itself.</summary>
internal readonly record struct Html(string Markup)
{
    /// <summary>Nothing.</summary>
    public static Html Empty { get; } = new(string.Empty);

    /// <summary>Markup from an interpolated string: its literal parts as they are, its holes escaped.</summary>
    public static Html Of(Handler handler) => new(handler.ToString());

    /// <summary>One after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Markup)));

    /// <inheritdoc />
    public override string ToString() => Markup;

    /// <summary>Builds <see cref="Of"/>'s markup; the compiler calls it.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Handler
    {
        private readonly StringBuilder _markup;

        /// <summary>Starts.</summary>
        public Handler(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + (16 * formattedCount));

        /// <summary>Markup of the program's own.</summary>
        public void AppendLiteral(string literal) => _markup.Append(literal);

        /// <summary>Markup made before.</summary>
        public void AppendFormatted(Html html) => _markup.Append(html.Markup);

        /// <summary>Markup made before, in order.</summary>
        public void AppendFormatted(IEnumerable<Html> parts)
        {
            foreach (var part in parts)
            {
                _markup.Append(part.Markup);
            }
        }

        /// <summary>Anything else, escaped for text and for attributes in double quotes; line breaks stay, other control characters become U+FFFD.</summary>
        public void AppendFormatted<T>(T value, string? format = null)
        {
            var text = value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString();
            _markup.Append(WebUtility.HtmlEncode(Printable(text ?? string.Empty)));
        }

        /// <inheritdoc />
        public override string ToString() => _markup.ToString();

        private static string Printable(string text) =>
            text.Any(IsForbidden) ? string.Concat(text.Select(c => IsForbidden(c) ? '\uFFFD' : c)) : text;

        // A document may not hold them in any spelling.
        private static bool IsForbidden(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
    }
}
