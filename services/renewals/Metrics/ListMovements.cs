using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics;

/// <summary>Filters of the list; what is left out filters nothing.</summary>
public sealed class ListMovementsQuery
{
    public Guid? AccountId { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public DateTimeOffset? KnownAt { get; init; }
}

/// <summary>The ledger in the order in which it was recorded; <c>knownAt</c> hides what was recorded later.</summary>
public static class ListMovements
{
    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue.MapGet("/movements", HandleAsync).WithName(nameof(ListMovements));

    private static async Task<Ok<Page<MovementResponse>>> HandleAsync(
        [AsParameters] ListMovementsQuery query,
        PageRequest page,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Seq ?? 0;
        var rows = await database.QueryAsync<Row>(
            Select,
            new
            {
                query.AccountId,
                query.From,
                query.To,
                KnownAt = query.KnownAt?.ToUniversalTime(),
                After = after,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<MovementResponse>.From(
                rows,
                page.Limit,
                r => r.ToResponse(organisation.Value.ReportingCurrency),
                r => new Position(r.Seq)
            )
        );
    }

    private sealed record Position(long Seq);

    private sealed class Row
    {
        public long Seq { get; init; }
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public Guid? ProductId { get; init; }
        public string Kind { get; init; } = "";
        public decimal Delta { get; init; }
        public DateOnly EffectiveOn { get; init; }
        public DateTimeOffset RecordedAt { get; init; }
        public string RecordedBy { get; init; } = "";
        public Guid? Reverses { get; init; }

        public MovementResponse ToResponse(string currency) =>
            new(
                Seq,
                Id,
                AccountId,
                ProductId,
                Kind,
                new Money(Delta, currency),
                EffectiveOn,
                RecordedAt,
                RecordedBy,
                Reverses
            );
    }

    private const string Select = """
        select seq, id, account_id, product_id, kind, delta, effective_on, recorded_at, recorded_by, reverses
        from movement
        where seq > @After and product_id is null
          and (@AccountId::uuid is null or account_id = @AccountId)
          and (@From::date is null or effective_on > @From) and (@To::date is null or effective_on <= @To)
          and (@KnownAt::timestamptz is null or recorded_at <= @KnownAt)
        order by seq limit @Limit
        """;
}
