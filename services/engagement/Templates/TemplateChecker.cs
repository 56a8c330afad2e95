using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Engagement.ContactBudget;

namespace Platform.Engagement.Templates;

/// <summary>Checks a template when it is saved.</summary>
internal static partial class TemplateChecker
{
    private static readonly (string Phrase, string Message)[] EmptyPhrases =
    [
        ("just checking in", "\"Just checking in\" gives the reader nothing: say what they gain"),
        ("noticed you haven't", "\"Noticed you haven't\" reproaches: say what they gain instead"),
        ("wollte nur mal nachfragen", "\"Wollte nur mal nachfragen\" gives the reader nothing: say what they gain"),
    ];

    public static IReadOnlyList<TemplateFinding> Errors(TemplateBody body, string topic)
    {
        var findings = new List<TemplateFinding>();
        if (!TouchTopics.All.Contains(topic, StringComparer.Ordinal))
            findings.Add(Whole("topic", $"'{topic}' is none of {string.Join(", ", TouchTopics.All)}"));
        if (!body.Variants.Any(variant => variant.IsForEverybody))
            findings.Add(Whole("variants", "none is in English and for everybody: others fall back to it"));
        for (var i = 0; i < body.Variables.Count; i++)
        {
            var (name, type) = body.Variables[i];
            if (!VariableName().IsMatch(name))
                findings.Add(Whole($"variables[{i}].name", $"'{name}' is no name such as proof.line"));
            if (!TemplateVariables.Types.Contains(type, StringComparer.Ordinal))
                findings.Add(
                    Whole($"variables[{i}].type", $"'{type}' is none of {string.Join(", ", TemplateVariables.Types)}")
                );
        }
        var known = KnownTo(body);
        foreach (var name in body.Fallbacks.Keys.Where(name => !known.Contains(name)))
            findings.Add(Unknown("fallbacks", name, 0, 0, known));
        foreach (var (field, source) in Texts(body))
            findings.AddRange(ErrorsOf(field, source, known));
        return findings;
    }

    public static IReadOnlyList<TemplateFinding> Warnings(TemplateBody body)
    {
        var findings = new List<TemplateFinding>();
        for (var i = 0; i < body.Variants.Count; i++)
            if (!HasValueBlock(body.Variants[i].Text))
                findings.Add(
                    Whole(
                        $"variants[{i}].text",
                        "has no value block ({% value %}…{% endvalue %}): say what the reader gains by it"
                    )
                );
        foreach (var (field, source) in Texts(body))
        foreach (var (phrase, message) in EmptyPhrases)
            if (source.IndexOf(phrase, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
            {
                var (line, column) = PositionOf(source, at);
                findings.Add(new TemplateFinding(field, line, column, message, []));
            }
        return findings;
    }

    /// <summary>The variables of all wordings.</summary>
    public static IReadOnlySet<string> VariablesOf(TemplateBody body)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, source) in Texts(body))
            if (LiquidRenderer.TryParse(source, out var template, out _))
            {
                var reader = new LiquidReader();
                reader.Read(template);
                names.UnionWith(reader.Variables);
            }
        return names;
    }

    private static IEnumerable<TemplateFinding> ErrorsOf(string field, string source, IReadOnlySet<string> known)
    {
        if (!LiquidRenderer.TryParse(source, out var template, out var error))
        {
            var place = ParserPosition().Match(error);
            yield return new TemplateFinding(
                field,
                place.Success ? int.Parse(place.Groups["line"].ValueSpan, CultureInfo.InvariantCulture) : 0,
                place.Success ? int.Parse(place.Groups["column"].ValueSpan, CultureInfo.InvariantCulture) : 0,
                error,
                []
            );
            yield break;
        }
        var reader = new LiquidReader();
        reader.Read(template);
        foreach (var tag in reader.Forbidden)
        {
            var (line, column) = PositionOf(source, source.IndexOf(tag, StringComparison.Ordinal));
            yield return new TemplateFinding(field, line, column, $"{tag} is not allowed: a template stands alone", []);
        }
        foreach (var name in reader.Variables.Where(name => !IsKnown(name, known)))
        {
            var (line, column) = PositionOf(source, PlaceOf(source, name));
            yield return Unknown(field, name, line, column, known);
        }
    }

    /// <summary>A variable as a whole, or a member of a list such as its size.</summary>
    private static bool IsKnown(string name, IReadOnlySet<string> known) =>
        known.Contains(name)
        || (
            name.LastIndexOf('.') is var dot and > 0
            && name[(dot + 1)..] is "size" or "first" or "last"
            && known.Contains(name[..name.LastIndexOf('.')])
        );

    private static HashSet<string> KnownTo(TemplateBody body) =>
        [
            .. TemplateVariables.Common.Select(variable => variable.Name),
            .. body.Variables.Select(variable => variable.Name),
        ];

    private static IEnumerable<(string Field, string Source)> Texts(TemplateBody body)
    {
        for (var i = 0; i < body.Variants.Count; i++)
        {
            var variant = body.Variants[i];
            yield return ($"variants[{i}].subject", variant.Subject);
            yield return ($"variants[{i}].text", variant.Text);
            if (variant.Html is { } html)
                yield return ($"variants[{i}].html", html);
        }
    }

    private static bool HasValueBlock(string source)
    {
        if (!LiquidRenderer.TryParse(source, out var template, out _))
            return false;
        var reader = new LiquidReader();
        reader.Read(template);
        return reader.HasValueBlock;
    }

    /// <summary>Where the markup speaks of a variable: the parsed template does not keep it.</summary>
    private static int PlaceOf(string source, string name)
    {
        foreach (Match markup in Markup().Matches(source))
            for (
                var at = markup.Value.IndexOf(name, StringComparison.Ordinal);
                at >= 0;
                at = markup.Value.IndexOf(name, at + 1, StringComparison.Ordinal)
            )
                if (!IsPartOfName(markup.Value, at - 1) && !IsPartOfName(markup.Value, at + name.Length))
                    return markup.Index + at;
        return 0;
    }

    private static bool IsPartOfName(string text, int at) =>
        at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.');

    private static (int Line, int Column) PositionOf(string source, int at)
    {
        var before = source[..Math.Max(0, at)];
        return (before.Count(c => c == '\n') + 1, at - (before.LastIndexOf('\n') + 1) + 1);
    }

    private static TemplateFinding Unknown(string field, string name, int line, int column, IReadOnlySet<string> known)
    {
        var near = TemplateVariables.Nearest(name, known);
        return new TemplateFinding(
            field,
            line,
            column,
            near.Count == 0
                ? $"there is no variable {name}"
                : $"there is no variable {name}; did you mean {string.Join(" or ", near)}?",
            near
        );
    }

    private static TemplateFinding Whole(string field, string message) => new(field, 0, 0, message, []);

    [GeneratedRegex(@"^[a-z]\w*(\.[a-z]\w*)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\((?<line>\d+):(?<column>\d+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParserPosition();
}
