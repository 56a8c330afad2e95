using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Usage;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Scores;

/// <summary><c>GET /v1/accounts/{id}/usage?from=&amp;to=</c>: daily use and use by feature, both days included, at most
/// 400 days; the last 30 by default.</summary>
public static class GetUsage
{
    public const int MostDays = 400;

    public static void Map(IEndpointRouteBuilder account) =>
        account.MapGet("/usage", HandleAsync).WithName(nameof(GetUsage));

    private static async Task<Results<Ok<UsageResponse>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        Database database,
        UsageCalendar calendar,
        CancellationToken ct,
        DateOnly? from = null,
        DateOnly? to = null
    )
    {
        var (first, last) = DaySpan.Of(from, to, calendar.Today, MostDays);
        return TypedResults.Ok(await ReadAsync(database, accountId, first, last, ct));
    }

    /// <exception cref="ProblemException">400 where the span is empty or too long, 404 where there is no such
    /// account.</exception>
    public static async Task<UsageResponse> ReadAsync(
        Database database,
        Guid accountId,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    )
    {
        (from, to) = DaySpan.Of(from, to, to, MostDays);
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            throw Problem.NotFound("account", accountId).ToException();
        var rows = await database.QueryAsync<DayRow>(
            Days,
            new
            {
                accountId,
                from,
                to,
            },
            ct
        );
        var features = (
            await database.QueryAsync<CatalogueRow>("select number, name, core, premium from feature", null, ct)
        ).ToDictionary(f => f.Number);

        var (whole, byFeature) = UseOfFeature.Sum(
            await StoredDays.ReadAsync(database, [new AccountSpan(accountId, from, to)], ct)
        );
        return new UsageResponse(
            from,
            to,
            whole?.Users ?? 0,
            [.. rows.Select(r => new UsageDayItem(r.Day, r.ActiveUsers, r.Sessions, r.Events, r.Quantity, r.Features))],
            [
                .. byFeature
                    .Select(f => new FeatureUsageItem(
                        features[f.Key].Name,
                        features[f.Key].Core,
                        features[f.Key].Premium,
                        f.Value.Users,
                        f.Value.Events,
                        f.Value.Quantity
                    ))
                    .OrderBy(f => f.Feature, StringComparer.Ordinal),
            ]
        );
    }

    private sealed class DayRow
    {
        public DateOnly Day { get; init; }
        public int ActiveUsers { get; init; }
        public int Sessions { get; init; }
        public long Events { get; init; }
        public long Quantity { get; init; }
        public int Features { get; init; }
    }

    private sealed class CatalogueRow
    {
        public int Number { get; init; }
        public string Name { get; init; } = "";
        public bool Core { get; init; }
        public bool Premium { get; init; }
    }

    private const string Days = """
        select day, active_users, sessions, events, quantity, features
        from usage_day where account_id = @accountId and day between @from and @to order by day
        """;
}
