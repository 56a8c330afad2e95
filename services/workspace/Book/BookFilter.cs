using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace Platform.Workspace.Book;

/// <summary>What of the book is shown, and in which order: the same names in the page's address, in the API's query
/// and in a saved view.</summary>
internal sealed record BookFilter(IReadOnlyDictionary<string, string> Set)
{
    public const string DefaultSort = "-expectedLoss";

    /// <summary>The API's parameters; others in an address mean nothing here.</summary>
    private static readonly string[] Known =
    [
        "sort",
        "band",
        "size",
        "priority",
        "lifecycle",
        "motion",
        "atRisk",
        "csm",
        "name",
        "segment",
        "industry",
        "country",
        "minArr",
        "maxArr",
        "renewsBefore",
        "renewsAfter",
    ];

    public string Sort => Set.GetValueOrDefault("sort", DefaultSort);

    public string? this[string name] => Set.GetValueOrDefault(name);

    public static BookFilter Of(IEnumerable<KeyValuePair<string, StringValues>> query) =>
        new(
            query
                .Where(field =>
                    Known.Contains(field.Key, StringComparer.Ordinal) && !StringValues.IsNullOrEmpty(field.Value)
                )
                .ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal)
        );

    public BookFilter With(string name, string? value)
    {
        var set = new Dictionary<string, string>(Set, StringComparer.Ordinal);
        if (value is null)
            set.Remove(name);
        else
            set[name] = value;
        return new(set);
    }

    /// <summary>The order that a click on a column's head gives: the other way round the second time.</summary>
    public BookFilter SortedBy(string column, bool dearestFirst) =>
        With(
            "sort",
            Sort == column || (Sort != "-" + column && !dearestFirst)
                ? Sort == column
                    ? "-" + column
                    : column
                : Sort == "-" + column
                    ? column
                    : "-" + column
        );

    /// <summary>With the question mark; empty where nothing is chosen.</summary>
    public string Query(params (string Name, string Value)[] more)
    {
        var query = new QueryBuilder(Set.Select(field => KeyValuePair.Create(field.Key, field.Value)));
        foreach (var (name, value) in more)
            query.Add(name, value);
        return query.ToString();
    }
}
