using Platform.Accounts.Segments;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Accounts;

/// <summary>One line of the portfolio.</summary>
/// <param name="Arr">Annual recurring revenue as renewals last told, in <paramref name="Currency"/>, the reporting
/// currency.</param>
/// <param name="ArrAtRisk">All of the ARR while the account is red, half while it is yellow.</param>
/// <param name="Band"><c>red</c>, <c>yellow</c>, <c>green</c>, or null while there is not enough data.</param>
/// <param name="OpenTickets">Support tickets that are open now.</param>
public sealed record PortfolioLine(
    Guid Id,
    string Name,
    string Lifecycle,
    string? Industry,
    string? Country,
    string? Size,
    string? Motion,
    string? Priority,
    string? Csm,
    DateOnly? CustomerSince,
    decimal Arr,
    decimal ArrAtRisk,
    string? Currency,
    int? Seats,
    DateOnly? RenewalDate,
    decimal? Score,
    string? Band,
    int OpenTickets
);

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

/// <summary>The portfolio: accounts filtered, sorted and paged by cursor.</summary>
public static class ListAccounts
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/", HandleAsync).WithName(nameof(ListAccounts)).Produces<Page<PortfolioLine>>();

    private static async Task<IResult> HandleAsync(
        [AsParameters] PortfolioQuery query,
        PageRequest page,
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await PortfolioPages.ReadAsync(database, query, page, ct));
}
