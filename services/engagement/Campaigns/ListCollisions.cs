using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Engagement.ContactBudget;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Campaigns;

/// <param name="People">At most 1,000, by address.</param>
/// <param name="Accounts">Accounts whose people several campaigns mean to reach.</param>
public sealed record ListCollisionsResponse(IReadOnlyList<Collision> People, IReadOnlyList<Guid> Accounts);

public static class ListCollisions
{
    private const int MostDays = 366;

    public static void Map(IEndpointRouteBuilder campaigns) =>
        campaigns
            .MapGet("/collisions", HandleAsync)
            .WithName(nameof(ListCollisions))
            .WithDescription(
                "People and accounts that two campaigns, or a campaign and a playbook, mean to reach, with a proposal."
            );

    /// <param name="from">Planned at or after this instant.</param>
    /// <param name="to">Planned before this instant.</param>
    private static async Task<Results<Ok<ListCollisionsResponse>, ProblemHttpResult>> HandleAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        Database database,
        IOptions<ContactBudgetOptions> options,
        CancellationToken ct
    )
    {
        if (to <= from || to - from > TimeSpan.FromDays(MostDays))
            return Problem.Invalid("to", $"does not lie after from, or more than {MostDays} days after it").ToResult();
        var rows = await database.QueryAsync<Row>(Planned, new { from, to }, ct);
        var people = rows.GroupBy(row => row.Email, StringComparer.Ordinal)
            .Where(group => group.Any(row => row.CampaignId is not null) && Collides(group))
            .Take(1000)
            .Select(group => Show(group.Key, [.. group], options.Value))
            .ToList();
        var accounts = rows.Where(row => row is { AccountId: not null, CampaignId: not null })
            .GroupBy(row => row.AccountId!.Value)
            .Where(group => group.Select(row => row.CampaignId).Distinct().Count() > 1)
            .Select(group => group.Key)
            .Order()
            .ToList();
        return TypedResults.Ok(new ListCollisionsResponse(people, accounts));
    }

    /// <summary>Two of them lie less than a week apart.</summary>
    private static bool Collides(IEnumerable<Row> rows)
    {
        var moments = rows.Select(row => row.At).Order().ToList();
        return moments.Zip(moments.Skip(1)).Any(pair => pair.Second - pair.First < TimeSpan.FromDays(7));
    }

    private static Collision Show(string email, List<Row> rows, ContactBudgetOptions options)
    {
        var parts = rows.OrderBy(row => row.At)
            .Select(row => new CollisionPart(row.What, row.CampaignId, row.At, row.Priority))
            .ToList();
        // The higher priority keeps its day; what was planned first goes before the rest.
        var ranked = parts.OrderByDescending(part => part.Priority).ThenBy(part => part.At).ToList();
        List<DateTimeOffset> kept = [];
        var words = new List<string>();
        foreach (var part in ranked)
        {
            var uses = options.PersonWindows().Select(window => new BudgetUse(window, [.. kept.Order()])).ToList();
            // One a week reads better than the two that the policy allows: a second only where nothing collides.
            uses.Add(new BudgetUse(new BudgetWindow(1, TimeSpan.FromDays(7)), [.. kept.Order()]));
            var at = BudgetCalculator.FirstFree(part.At, uses, instant => instant) ?? part.At;
            kept.Add(at);
            words.Add(
                at == part.At ? $"{part.What} stays on {at:yyyy-MM-dd}" : $"{part.What} moves to {at:yyyy-MM-dd}"
            );
        }
        return new Collision(
            email,
            rows.FirstOrDefault(row => row.AccountId is not null)?.AccountId,
            parts,
            string.Join("; ", words) + "."
        );
    }

    private sealed class Row
    {
        public string Email { get; init; } = "";
        public Guid? AccountId { get; init; }
        public string What { get; init; } = "";
        public Guid? CampaignId { get; init; }
        public DateTimeOffset At { get; init; }
        public int Priority { get; init; }
    }

    private const string Planned = """
        select p.email, p.account_id, c.name as what, c.id as campaign_id, c.planned_at as at, c.priority
        from campaign c join campaign_person p on p.campaign_id = c.id
        where c.planned_at >= @from and c.planned_at < @to and p.removed_at is null and c.ended_at is null
        union all
        select r.email, t.account_id, t.source, null, t.at, t.priority
        from touch t join recipient r on r.id = t.recipient_id
        where t.state = 'reserved' and t.at >= @from and t.at < @to
          and exists (select from campaign_person p where p.email = r.email and p.removed_at is null)
        order by 1, 5
        """;
}
