using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics;

/// <param name="Sum">Over all accounts of the part, not the page alone: the figure that was drilled into, to the
/// cent.</param>
/// <param name="Part">The part of the waterfall: churn, contraction and so on.</param>
public sealed record ListRetentionAccountsResponse(
    string Part,
    string Group,
    int Accounts,
    Money Sum,
    IReadOnlyList<RetentionAccountResponse> Items,
    string? Next
);

/// <summary>The question of a retention figure.</summary>
public sealed class ListRetentionAccountsQuery
{
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }

    /// <summary>The part of the waterfall: start, new, expansion, reactivation, contraction, churn or end.</summary>
    public string Part { get; init; } = "";
    public string? By { get; init; }
    public string? Group { get; init; }
    public string? Definition { get; init; }
    public DateTimeOffset? KnownAt { get; init; }
}

/// <summary>What a retention figure is made of: the accounts behind one part of the waterfall, those that count most
/// first. Takes the question of the figure itself.</summary>
public static class ListRetentionAccounts
{
    private static readonly Dictionary<string, Func<Waterfall, decimal>> Parts = new(StringComparer.Ordinal)
    {
        ["start"] = it => it.Start,
        ["new"] = it => it.New,
        ["expansion"] = it => it.Expansion,
        ["reactivation"] = it => it.Reactivation,
        ["contraction"] = it => it.Contraction,
        ["churn"] = it => it.Churn,
        ["end"] = it => it.End,
    };

    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue.MapGet("/retention/accounts", HandleAsync).WithName(nameof(ListRetentionAccounts));

    private static async Task<Results<Ok<ListRetentionAccountsResponse>, ProblemHttpResult>> HandleAsync(
        [AsParameters] ListRetentionAccountsQuery query,
        PageRequest page,
        PeriodReader reader,
        Definitions definitions,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var (from, to, part, group, knownAt) = (query.From, query.To, query.Part, query.Group, query.KnownAt);
        var grouping = GroupingParameter.Parse(query.By);
        if (to <= from)
            return Problem.Invalid("to", $"{to:yyyy-MM-dd} is not after from, {from:yyyy-MM-dd}").ToResult();
        if (!Parts.TryGetValue(part, out var counted))
            return Problem.Invalid("part", $"'{part}' is none of {string.Join(", ", Parts.Keys)}").ToResult();
        var rules = (await definitions.FindAsync(query.Definition, ct)).Rules;

        // A product's figure counts what an account pays for it, so an account may stand behind several groups, but
        // once behind each.
        var behind = (await reader.PositionsAsync(from, to, grouping, knownAt ?? PeriodReader.Everything, ct))
            .Where(it => group is null or "all" || grouping == Grouping.None || it.Group == group)
            .GroupBy(it => it.AccountId)
            .Select(it => new Behind(
                it.Key,
                it.Sum(position => position.Period.Start),
                it.Sum(position => position.Period.End),
                it.Sum(position => counted(RetentionFigures.Of([position.Period], rules).Waterfall))
            ))
            .Where(it => it.Counted != 0)
            .OrderByDescending(it => it.Counted)
            .ThenBy(it => it.AccountId)
            .ToList();
        var after = Cursor.Read<Position>(page.Cursor)?.Offset ?? 0;
        var items = behind.Skip(after).Take(page.Limit).ToList();
        var names = (
            await database.QueryAsync<Named>(
                "select account_id, name from account_copy where account_id = any(@ids)",
                new { ids = items.Select(it => it.AccountId).ToArray() },
                ct
            )
        ).ToDictionary(it => it.AccountId, it => it.Name);
        var currency = organisation.Value.ReportingCurrency;
        return TypedResults.Ok(
            new ListRetentionAccountsResponse(
                part,
                group ?? "all",
                behind.Count,
                new Money(behind.Sum(it => it.Counted), currency),
                [
                    .. items.Select(it => new RetentionAccountResponse(
                        it.AccountId,
                        names.GetValueOrDefault(it.AccountId),
                        new Money(it.Start, currency),
                        new Money(it.End, currency),
                        new Money(it.Counted, currency)
                    )),
                ],
                after + items.Count < behind.Count ? Cursor.Write(new Position(after + items.Count)) : null
            )
        );
    }

    private sealed record Position(int Offset);

    private sealed record Behind(Guid AccountId, decimal Start, decimal End, decimal Counted);

    private sealed class Named
    {
        public Guid AccountId { get; init; }
        public string Name { get; init; } = "";
    }
}
