using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Platform.SuccessPlans.Sharing;

/// <summary>Writes HTML in which every value is encoded: what a person typed cannot become markup.</summary>
public sealed class Html
{
    private readonly StringBuilder _text = new();

    public Html Add(ref Encoding hole)
    {
        _text.Append(hole.Take());
        return this;
    }

    /// <summary>Markup that was built by another <see cref="Html"/>.</summary>
    public Html Add(Html part)
    {
        _text.Append(part._text);
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>What stands between the holes is markup, what fills them is text.</summary>
    [InterpolatedStringHandler]
    public ref struct Encoding(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

        public readonly void AppendLiteral(string markup) => _text.Append(markup);

        public readonly void AppendFormatted(Html part) => _text.Append(part._text);

        public readonly void AppendFormatted(string? value) => _text.Append(WebUtility.HtmlEncode(value));

        public readonly void AppendFormatted<T>(T value) =>
            _text.Append(WebUtility.HtmlEncode(Convert.ToString(value, CultureInfo.InvariantCulture)));

        internal readonly string Take() => _text.ToString();
    }
}
