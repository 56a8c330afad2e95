using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;
using Platform.SuccessPlans.Objectives;
using Platform.SuccessPlans.Peers;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Reviews;

/// <summary>Puts a pack together from what is known at this moment.</summary>
internal sealed class PackBuilder(Benchmarks benchmarks, OrganisationCalendar day)
{
    private const int Tactics = 3;

    /// <param name="roadmap">Null: the one of the account's last pack.</param>
    /// <param name="use">Of the account's segment, by <see cref="SegmentUsage"/>.</param>
    public async Task<ReviewPack> BuildAsync(
        UnitOfWork work,
        AccountCopy account,
        string type,
        IReadOnlyList<RoadmapItem>? roadmap,
        ContractDetails? contract,
        IReadOnlyDictionary<Guid, decimal> use
    )
    {
        var args = new
        {
            account.AccountId,
            Segment = account.Size ?? "default",
            Tactics,
        };
        var plan = await work.SingleOrDefaultAsync<PlanFacts>(
            "select id, agreed_on, starts_on, progress, open_milestones, overdue_milestones from plan where "
                + "account_id = @AccountId and status <> 'closed'",
            args
        );
        var performance = plan is null
            ? null
            : new PackPerformance(
                plan.Id,
                plan.AgreedOn,
                plan.Progress,
                plan.OpenMilestones,
                plan.OverdueMilestones,
                [
                    .. (await work.QueryAsync<Objective>(Objective.OfPlan, new { planId = plan.Id })).Select(
                        o => new PackObjective(
                            o.Text ?? "",
                            o.Metric,
                            o.Unit,
                            o.Baseline,
                            o.Target,
                            o.Current,
                            DeliveredValue.Share(o),
                            o.DueOn
                        )
                    ),
                ]
            );
        var value = await ValueAsync(work, account.AccountId);
        var benchmark = await benchmarks.ForAsync(work, account.AccountId, args.Segment, use);
        var drivers = await work.ScalarAsync<string>(
            "select drivers::text from account_health where account_id = @AccountId order by day desc limit 1",
            args
        );
        var counted = await work.ScalarAsync<bool?>(
            "select counts from review where account_id = @AccountId and status = 'held' and type <> "
                + "'value_review' order by held_on desc, review_id desc limit 1",
            args
        );
        var gutCheck = await work.SingleOrDefaultAsync<GutCheckRow>(
            "select gut_check as answer, gut_check_comment as comment, held_on from review where account_id "
                + "= @AccountId and gut_check is not null order by held_on desc, review_id desc limit 1",
            args
        );

        return new ReviewPack(
            account.AccountId,
            account.Name,
            args.Segment,
            type,
            day.Today,
            performance,
            benchmark,
            value,
            Recommendations.Of(
                performance,
                plan?.StartsOn,
                benchmark,
                value,
                drivers is null ? [] : JsonSerializer.Deserialize<List<HealthDriver>>(drivers, ContractJson.Options)!,
                counted ?? true,
                day.Today
            ),
            Of(await work.QueryAsync<TacticRow>(ActiveTactics, args)),
            Of(await work.QueryAsync<TacticRow>(NextTactics, args)),
            roadmap ?? await LastRoadmapAsync(work, account.AccountId),
            contract,
            gutCheck is null ? null : new PackGutCheck(gutCheck.Answer, gutCheck.Comment, gutCheck.HeldOn)
        );
    }

    /// <summary>Over all plans that the account ever had: what was confirmed stays true.</summary>
    private static async Task<PackValue> ValueAsync(UnitOfWork work, Guid accountId)
    {
        var claims = await work.QueryAsync<Claim>(
            $"{Claim.Select} where plan_id in (select id from plan where account_id = @accountId) and "
                + $"withdrawn_at is null order by confirmed_at desc nulls last, claimed_at, id",
            new { accountId }
        );
        return new PackValue(
            [
                .. claims
                    .Where(c => c.ConfirmedAt is not null)
                    .Select(c => c.Value)
                    .OfType<Money>()
                    .GroupBy(m => m.Currency, StringComparer.Ordinal)
                    .Select(g => new Money(g.Sum(m => m.Amount), g.Key)),
            ],
            [.. claims.Select(c => new PackClaim(c.Text, c.Evidence, c.Value, c.ConfirmedBy, c.ConfirmedAt))]
        );
    }

    private static async Task<IReadOnlyList<RoadmapItem>> LastRoadmapAsync(UnitOfWork work, Guid accountId) =>
        await work.ScalarAsync<string>(
            "select (p.content -> 'roadmap')::text from review_pack p join review r using (review_id) where "
                + "r.account_id = @accountId order by p.generated_at desc limit 1",
            new { accountId }
        )
            is { } last
            ? JsonSerializer.Deserialize<List<RoadmapItem>>(last, ContractJson.Options)!
            : [];

    private static IReadOnlyList<PackTactic> Of(IEnumerable<TacticRow> rows) =>
        [.. rows.Select(r => new PackTactic(r.Name, r.Outcome, r.Description, r.Adoption))];

    private sealed class PlanFacts
    {
        public Guid Id { get; init; }
        public DateOnly? AgreedOn { get; init; }
        public DateOnly StartsOn { get; init; }
        public decimal? Progress { get; init; }
        public int OpenMilestones { get; init; }
        public int OverdueMilestones { get; init; }
    }

    private sealed class TacticRow
    {
        public string Name { get; init; } = "";
        public string Outcome { get; init; } = "";
        public string Description { get; init; } = "";
        public decimal? Adoption { get; init; }
    }

    private sealed class GutCheckRow
    {
        public string Answer { get; init; } = "";
        public string? Comment { get; init; }
        public DateOnly HeldOn { get; init; }
    }

    private const string ActiveTactics = """
        select t.name, o.name as outcome, t.description, a.adoption from account_tactic a
            join tactic t on t.id = a.tactic_id join outcome o on o.id = t.outcome_id
        where a.account_id = @AccountId and a.state = 'active' order by a.slot
        """;

    // What waits in the account's queue, then what the library has for its type and was not tried.
    private const string NextTactics = """
        select name, outcome, description from (
            select t.name, o.name as outcome, t.description, 0 as rank, a.queued_at, t.id
            from account_tactic a join tactic t on t.id = a.tactic_id join outcome o on o.id = t.outcome_id
                where a.account_id = @AccountId and a.state = 'queued'
            union all
            select t.name, o.name, t.description, 1, null, t.id from tactic t join outcome o on o.id = t.outcome_id
            where o.customer_type = @Segment and not exists (select from account_tactic a
                where a.account_id = @AccountId and a.tactic_id = t.id)) n
        order by rank, queued_at, outcome, name, id limit @Tactics
        """;
}
