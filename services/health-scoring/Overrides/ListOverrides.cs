using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Overrides;

public sealed record ListOverridesResponse(IReadOnlyList<OverrideResponse> Items);

public static class ListOverrides
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapGet("/score/override", HandleAsync)
            .WithName(nameof(ListOverrides))
            .WithDescription("Every override that there was of the account's score, the latest first.");

    private static async Task<Results<Ok<ListOverridesResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        Database database,
        CancellationToken ct
    )
    {
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            return Problem.NotFound("account", accountId).ToResult();
        var rows = await database.QueryAsync<Row>(List, new { accountId }, ct);
        return TypedResults.Ok(
            new ListOverridesResponse([
                .. rows.Select(r => new OverrideResponse(
                    accountId,
                    r.Value,
                    r.Reason,
                    r.FromDay,
                    r.UntilDay.AddDays(-1),
                    r.RecordedBy,
                    r.RecordedAt
                )),
            ])
        );
    }

    private sealed class Row
    {
        public decimal Value { get; init; }
        public string Reason { get; init; } = "";
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
        public string RecordedBy { get; init; } = "";
        public DateTimeOffset RecordedAt { get; init; }
    }

    private const string List = """
        select value, reason, from_day, until_day, recorded_by, recorded_at from reading
        where account_id = @accountId and measure = 'override' order by from_day desc limit 200
        """;
}
