using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Platform.Engagement.Templates;

/// <summary>The HTML of a plain text: paragraphs, line breaks, and links that say where they lead.</summary>
public static partial class HtmlFromText
{
    public static string Convert(string text)
    {
        var html = new StringBuilder("<!doctype html><html><body>");
        foreach (var paragraph in Paragraphs().Split(text.ReplaceLineEndings("\n").Trim()))
        {
            var lines = paragraph.Split('\n').Select(Line);
            html.Append("<p>").AppendJoin("<br>", lines).Append("</p>");
        }
        return html.Append("</body></html>").ToString();
    }

    private static string Line(string line)
    {
        var html = new StringBuilder();
        var done = 0;
        foreach (Match link in Links().Matches(line))
        {
            var address = HtmlEncoder.Default.Encode(link.Value);
            html.Append(HtmlEncoder.Default.Encode(line[done..link.Index]))
                .Append("<a href=\"")
                .Append(address)
                .Append("\">")
                .Append(address)
                .Append("</a>");
            done = link.Index + link.Length;
        }
        return html.Append(HtmlEncoder.Default.Encode(line[done..])).ToString();
    }

    [GeneratedRegex(@"\n[ \t]*\n\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"https?://[^\s<>""']*[^\s<>""'.,;:!?)]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
