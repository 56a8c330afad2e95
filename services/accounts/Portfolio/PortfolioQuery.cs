using Platform.Accounts.Accounts;

namespace Platform.Accounts.Portfolio;

/// <summary>Filters and sorting of the portfolio, all from the query string: of lists, saved views and
/// exports.</summary>
public sealed record PortfolioQuery
{
    /// <summary>expectedLoss, arrAtRisk, arr, score, renewalDate or name, a minus before it for descending; without it
    /// -expectedLoss.</summary>
    public string? Sort { get; init; }
    public string? Lifecycle { get; init; }
    public string? Size { get; init; }
    public string? Motion { get; init; }
    public string? Priority { get; init; }

    /// <summary>red, yellow, green or insufficient_data.</summary>
    public string? Band { get; init; }

    /// <summary>Only accounts that are at risk, or only those that are not.</summary>
    public bool? AtRisk { get; init; }
    public string? Csm { get; init; }
    public string? Industry { get; init; }
    public string? Country { get; init; }

    /// <summary>Id of a segment: only accounts that are in it.</summary>
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

    /// <summary>
    /// Filters whose value is none of those that exist: they would give an empty list without a word.
    /// </summary>
    internal Dictionary<string, string[]> Mistakes()
    {
        var mistakes = new Dictionary<string, string[]>(StringComparer.Ordinal);
        OneOf("lifecycle", Lifecycle, Account.Lifecycles);
        OneOf("size", Size, Account.Sizes);
        OneOf("motion", Motion, Account.Motions);
        OneOf("priority", Priority, Account.Priorities);
        OneOf("band", Band, HealthBands.All);
        return mistakes;

        void OneOf(string filter, string? value, IReadOnlyList<string> known)
        {
            if (value is not null && !known.Contains(value, StringComparer.Ordinal))
                mistakes[filter] = [$"'{value}' is not one of {string.Join(", ", known)}"];
        }
    }
}
