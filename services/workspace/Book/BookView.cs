using System.Text.Json;

namespace Platform.Workspace.Book;

/// <summary>A saved view: filters and sorting under a name.</summary>
public sealed record BookView(
    Guid Id,
    string Name,
    string OwnerId,
    bool Shared,
    IReadOnlyDictionary<string, JsonElement> Query
)
{
    /// <summary>The address that shows it.</summary>
    public string Address =>
        "/book"
        + QueryString.Create(Query.Select(filter => KeyValuePair.Create(filter.Key, (string?)filter.Value.ToString())));
}
