using Platform.Accounts.Accounts;
using Platform.Accounts.Segments;

namespace Platform.Accounts.Portfolio;

/// <summary>Filters and sorting of the portfolio, all from the query string.</summary>
public sealed class PortfolioQuery
{
    public string? Sort { get; init; }
    public string? Lifecycle { get; init; }
    public string? Size { get; init; }
    public string? Motion { get; init; }
    public string? Priority { get; init; }
    public string? Band { get; init; }
    public string? Csm { get; init; }
    public string? Industry { get; init; }
    public string? Country { get; init; }
    public Guid? Segment { get; init; }

    /// <summary>Part of the name, without case.</summary>
    public string? Name { get; init; }

    /// <summary><c>source:id</c>.</summary>
    public string? ExternalId { get; init; }
    public decimal? MinArr { get; init; }
    public decimal? MaxArr { get; init; }
    public DateOnly? RenewsBefore { get; init; }
    public DateOnly? RenewsAfter { get; init; }
    public bool? IncludeMerged { get; init; }

    private static readonly IReadOnlyList<string> Bands = ["red", "yellow", "green"];

    /// <summary>
    /// Filters whose value is none of those that exist: they would give an empty list without a word.
    /// </summary>
    internal Dictionary<string, string[]> Mistakes()
    {
        var mistakes = new Dictionary<string, string[]>(StringComparer.Ordinal);
        OneOf("lifecycle", Lifecycle, Account.Lifecycles);
        OneOf("size", Size, Account.Sizes);
        OneOf("motion", Motion, Classification.Motions);
        OneOf("priority", Priority, Classification.Priorities);
        OneOf("band", Band, Bands);
        return mistakes;

        void OneOf(string filter, string? value, IReadOnlyList<string> known)
        {
            if (value is not null && !known.Contains(value, StringComparer.Ordinal))
                mistakes[filter] = [$"'{value}' is not one of {string.Join(", ", known)}"];
        }
    }
}
