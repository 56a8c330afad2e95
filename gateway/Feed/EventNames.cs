using Platform.Contracts;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Feed;

/// <summary>The wire names of all events, as callers name those that they want.</summary>
internal static class EventNames
{
    private static readonly HashSet<string> Known = EventCatalogue
        .All.Select(EventCatalogue.NameOf)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The wire names that <paramref name="pattern"/> stands for: <c>accounts.*</c> for all that begin
    /// so.</summary>
    /// <exception cref="ProblemException">400 where it is none.</exception>
    public static IEnumerable<string> Expand(string pattern, string field)
    {
        if (Known.Contains(pattern))
            return [pattern];
        var matching = pattern.EndsWith('*')
            ? Known.Where(name => name.StartsWith(pattern[..^1], StringComparison.Ordinal)).ToList()
            : [];
        return matching.Count > 0
            ? matching
            : throw Problem
                .Invalid(
                    field,
                    $"'{pattern}' is no event; events are {string.Join(", ", Known.Order(StringComparer.Ordinal))}"
                )
                .ToException();
    }
}
