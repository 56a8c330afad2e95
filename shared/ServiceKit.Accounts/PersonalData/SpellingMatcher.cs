using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.ServiceKit.PersonalData;

/// <summary>Finds one person's spellings in texts and JSON and replaces them; the rest of the text stays as it
/// was.</summary>
public sealed class SpellingMatcher
{
    public const string Erased = "(erased)";

    // "Ann" in any case would tear "ann" out of sentences; a long name in lower case is still the person.
    private const int AnyCaseFrom = 8;
    private const string Kept = "kept";

    private readonly Regex? _text;
    private readonly Regex? _bytes;

    public SpellingMatcher(IReadOnlyCollection<string> spellings, IReadOnlyCollection<string> others)
    {
        var wanted = spellings
            .Select(text => text.Trim())
            .Where(IsWorthFinding)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Likes = [.. wanted.SelectMany(LikesOf).Distinct(StringComparer.Ordinal)];
        if (wanted.Count == 0)
            return;
        // Longest first; other people's longer names before all, so that theirs are seen and left alone.
        var patterns = others
            .SelectMany(Forms)
            .Select(other => $"(?<{Kept}>{Bounded(Words(other))})")
            .Concat(wanted.SelectMany(Forms).OrderByDescending(form => form.Length).Select(Pattern));
        _text = Compile(string.Join('|', patterns));
        // Bytes are read as one character each, and so are the spelling's own.
        _bytes = Compile(
            string.Join(
                '|',
                wanted
                    .SelectMany(Cases)
                    .SelectMany(Forms)
                    .Distinct(StringComparer.Ordinal)
                    .Select(form => Bounded(Regex.Escape(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(form)))))
            )
        );
    }

    /// <summary>Patterns of <c>ilike</c> that every text with one of the spellings satisfies, escaped as JSON or not;
    /// some more do.</summary>
    public IReadOnlyList<string> Likes { get; }

    public bool IsEmpty => _text is null;

    public string In(string text)
    {
        if (_text is null || IsCode(text))
            return text;
        if (text is ['{' or '[', ..] && TryParse(text) is { } json)
            return In(json) is { } changed && !JsonNode.DeepEquals(json, changed) ? changed.ToJsonString() : text;
        return _text.Replace(text, match => match.Groups[Kept].Success ? match.Value : Erased);
    }

    public byte[] In(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return _bytes is not null && _bytes.IsMatch(text)
            ? Encoding.Latin1.GetBytes(_bytes.Replace(text, Erased))
            : bytes;
    }

    public JsonNode? In(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members
                    .Select(member => KeyValuePair.Create(In(member.Key), In(member.Value)))
                    .DistinctBy(member => member.Key, StringComparer.Ordinal)
            ),
            JsonArray items => new JsonArray([.. items.Select(In)]),
            JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(In(text)),
            _ => node?.DeepClone(),
        };

    /// <summary>Does an id mean this person wherever it stands? Not <c>42</c>, and not <c>admin</c>.</summary>
    public static bool IsTelling(string id) => id.Any(char.IsLetter) ? !id.All(char.IsLetter) : id.Length >= 6;

    /// <summary>Ids of few digits stand in too many texts to mean a person there; of a name two letters are
    /// enough.</summary>
    private static bool IsWorthFinding(string text) =>
        text != Erased && text.Length >= 2 && (text.Any(char.IsLetter) || text.Length >= 6);

    // A value that is one word in one case is a code (a currency, a state, the id of a colleague), whoever is called
    // alike.
    private static bool IsCode(string text) =>
        text.Length > 0
        && (
            text.All(c => char.IsAsciiLetterLower(c) || c == '_')
            || text.All(c => char.IsAsciiLetterUpper(c) || c == '_')
        );

    private static IEnumerable<string> Forms(string text) =>
        new[] { text.Normalize(NormalizationForm.FormC), text.Normalize(NormalizationForm.FormD) }.Distinct(
            StringComparer.Ordinal
        );

    private static bool IsOneWord(string text) => !text.Any(char.IsWhiteSpace);

    private static string Pattern(string form)
    {
        if (PersonSpellings.IsEmail(form))
            return $@"(?<![\w.+-])(?i:{Regex.Escape(form)})(?!\w|[.-]\w)";
        if (form.Length >= AnyCaseFrom || !IsOneWord(form))
            return $"(?i:{Bounded(Words(form))})";
        return Bounded($"(?:{string.Join('|', Cases(form).Select(Regex.Escape))})");
    }

    private static IEnumerable<string> Cases(string word) =>
        new[]
        {
            word,
            word.ToUpperInvariant(),
            word.ToLowerInvariant(),
            CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word.ToLowerInvariant()),
        }
            .Where(form => !IsOneWord(word) || word.Length >= AnyCaseFrom || form == word || char.IsUpper(form[0]))
            .Distinct(StringComparer.Ordinal);

    private static string Words(string text) =>
        string.Join(@"\s+", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape));

    // As words of their own: a person called Ann does not tear holes into Annual.
    private static string Bounded(string pattern) => $@"(?<!\w){pattern}(?!\w)";

    private static Regex Compile(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    /// <summary>The longest piece that stands alike in a text, in its composed and decomposed form, and escaped in
    /// JSON.</summary>
    private static IEnumerable<string> LikesOf(string spelling)
    {
        var composed = spelling.Normalize(NormalizationForm.FormC);
        var piece = Regex
            .Matches(composed, "[A-Za-z0-9.@_-]+", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(match => match.Value)
            .MaxBy(match => match.Length)
            ?? "";
        // A letter of which only the accent is lost (Zoë) is there in both forms, the letter before an accent in one
        // only.
        if (piece.Length >= 2)
            return [Like(piece)];
        return Forms(spelling)
            .SelectMany(Cases)
            .SelectMany(form =>
                new[]
                {
                    form,
                    Inside(form, JavaScriptEncoder.Default),
                    Inside(form, JavaScriptEncoder.UnsafeRelaxedJsonEscaping),
                }
            )
            .Distinct(StringComparer.Ordinal)
            .Select(Like);
    }

    private static string Inside(string text, JavaScriptEncoder encoder) =>
        JsonEncodedText.Encode(text, encoder).ToString();

    private static string Like(string text)
    {
        var literal = text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
        return $"%{literal}%";
    }

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
