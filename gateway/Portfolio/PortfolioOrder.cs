using System.Globalization;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Portfolio;

/// <summary>An order of the list: a column with an index, and its direction.</summary>
internal sealed record PortfolioOrder(string Name, string Column, string Type, bool Descending)
{
    public const string Default = "-arrAtRisk";

    private static readonly IReadOnlyList<(string Name, string Column, string Type)> Columns =
    [
        ("arrAtRisk", "arr_at_risk", "numeric"),
        ("arr", "arr", "numeric"),
        ("score", "score_rank", "numeric"),
        ("renewalDate", "renewal_rank", "date"),
        ("name", "name_rank", "text"),
    ];

    public static IEnumerable<string> Names => Columns.SelectMany(column => new[] { column.Name, $"-{column.Name}" });

    /// <exception cref="ProblemException">400 where there is no such order.</exception>
    public static PortfolioOrder Read(string? text)
    {
        text = string.IsNullOrEmpty(text) ? Default : text;
        var descending = text[0] == '-';
        foreach (var (name, column, type) in Columns)
            if (name == (descending ? text[1..] : text))
                return new PortfolioOrder(text, column, type, descending);
        throw Problem.Invalid("sort", $"'{text}' is not one of {string.Join(", ", Names)}").ToException();
    }

    /// <summary>Whether a cursor's key is a value of this column at all; cursors come from outside.</summary>
    public bool Accepts(string key) =>
        Type switch
        {
            "numeric" => decimal.TryParse(key, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
            "date" => DateOnly.TryParseExact(
                key,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ),
            _ => !key.Contains('\0', StringComparison.Ordinal),
        };

    public string OrderBy => Descending ? $"{Column} desc, account_id desc" : $"{Column}, account_id";

    public string After => $"({Column}, account_id) {(Descending ? '<' : '>')} (@AfterKey::{Type}, @AfterId)";
}
