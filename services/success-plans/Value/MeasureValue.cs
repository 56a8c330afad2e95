using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Tactics;
using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans.Value;

/// <summary>Reads from telemetry what objectives with a ROI model have come to, and how far tactics that name a feature
/// are adopted. Doing it again changes nothing.</summary>
public sealed class MeasureValue(Database database, IFeatureUseClient usage, PlanService plans, TacticService tactics)
    : IScheduledJob
{
    private const string Ourselves = "service:success-plans";
    private const int Window = 28;

    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        await MeasureObjectivesAsync(today, ct);
        await MeasureAdoptionAsync(today, ct);
    }

    private async Task MeasureObjectivesAsync(DateOnly today, CancellationToken ct)
    {
        var modelled = await database.QueryAsync<Modelled>(WithModel, new { today }, ct);
        if (modelled.Count == 0)
            return;
        var activities = (
            await database.QueryAsync<RoiActivity>(
                $"{RoiActivity.Select} where objective_id = any(@ids)",
                new { ids = modelled.Select(m => m.ObjectiveId).ToArray() },
                ct
            )
        ).ToLookup(a => a.ObjectiveId);
        List<string> features =
        [
            .. activities.SelectMany(a => a).Select(a => a.Feature).Distinct(StringComparer.Ordinal),
        ];
        var accounts = modelled.DistinctBy(m => m.AccountId).ToList();
        var sinceStart = await AskAsync(
            accounts.Select(a => new UseQuestion(a.AccountId, a.StartsOn, today)),
            features,
            ct
        );
        var lately = await AskAsync(
            accounts.Select(a => new UseQuestion(a.AccountId, today.AddDays(1 - Window), today)),
            features,
            ct
        );
        foreach (var objective in modelled)
        {
            if (
                !sinceStart.TryGetValue(objective.AccountId, out var all)
                || !lately.TryGetValue(objective.AccountId, out var last)
            )
                continue;
            await KeepAsync(
                objective,
                RoiModel.Current(
                    objective.TelemetryFrom == "baseline" ? objective.Baseline ?? 0 : 0,
                    activities[objective.ObjectiveId],
                    all,
                    last
                ),
                today,
                ct
            );
        }
    }

    private async Task KeepAsync(Modelled objective, decimal value, DateOnly today, CancellationToken ct)
    {
        if (objective.Measured == value)
            return;
        await using var plan = await plans.OpenAsync(objective.PlanId, Ourselves, ct);
        if (
            await plan.Work.ExecuteAsync(
                Keep,
                new
                {
                    Id = Guid.CreateVersion7(),
                    objective.ObjectiveId,
                    today,
                    value,
                    By = Ourselves,
                    plan.Now,
                }
            ) == 0
        )
            return;
        await plan.RecordAsync(
            "measured from usage",
            objective.ObjectiveId,
            new { Value = objective.Measured },
            new { Value = value }
        );
        await plan.CommitAsync();
    }

    private async Task MeasureAdoptionAsync(DateOnly today, CancellationToken ct)
    {
        var measurable = await database.QueryAsync<AccountTactic>(
            $"{AccountTactic.Select} where a.state = 'active' and a.goal_users is not null and t.feature is not "
                + $"null order by a.id",
            null,
            ct
        );
        if (measurable.Count == 0)
            return;
        var use = await AskAsync(
            measurable
                .Select(t => t.AccountId)
                .Distinct()
                .Select(id => new UseQuestion(id, today.AddDays(1 - Window), today)),
            [.. measurable.Select(t => t.Feature!).Distinct(StringComparer.Ordinal)],
            ct
        );
        foreach (var tactic in measurable)
        {
            if (!use.TryGetValue(tactic.AccountId, out var used))
                continue;
            var adoption = Math.Min(
                1,
                Math.Round((decimal)(used.Of(tactic.Feature)?.Users ?? 0) / tactic.GoalUsers!.Value, 4)
            );
            if (adoption == tactic.Adoption)
                continue;
            await using var work = await database.BeginAsync(ct);
            await tactics.LockAsync(work, tactic.AccountId);
            if (
                await work.SingleOrDefaultAsync<AccountTactic>(
                    $"{AccountTactic.Select} where a.id = @Id and a.state = 'active'",
                    new { tactic.Id }
                )
                is not { } current
            )
                continue;
            await tactics.AdoptAsync(work, current, adoption);
            await work.CommitAsync();
        }
    }

    private async Task<Dictionary<Guid, AccountUse>> AskAsync(
        IEnumerable<UseQuestion> questions,
        IReadOnlyCollection<string> features,
        CancellationToken ct
    ) => (await usage.AskAsync([.. questions], features, ct)).ToDictionary(a => a.AccountId);

    private sealed class Modelled
    {
        public Guid ObjectiveId { get; init; }
        public Guid PlanId { get; init; }
        public Guid AccountId { get; init; }
        public DateOnly StartsOn { get; init; }
        public decimal? Baseline { get; init; }
        public string TelemetryFrom { get; init; } = "";

        /// <summary>What telemetry said last.</summary>
        public decimal? Measured { get; init; }
    }

    private const string WithModel = """
        select o.id as objective_id, p.id as plan_id, p.account_id, p.starts_on, o.baseline, o.telemetry_from,
               (select r.value from reading r where r.objective_id = o.id and r.source = 'telemetry'
                   order by r.day desc limit 1) as measured
        from objective o join plan p on p.id = o.plan_id
        where p.status <> 'closed' and not o.removed and p.starts_on <= @today
            and exists (select from objective_activity a where a.objective_id = o.id)
        order by o.id
        """;

    private const string Keep = """
        insert into reading as kept (id, objective_id, day, value, source, by, at)
            values (@Id, @ObjectiveId, @today, @value, 'telemetry', @By, @Now)
        on conflict (objective_id, day) where source = 'telemetry' do update
            set value = excluded.value, at = excluded.at
        where kept.value <> excluded.value
        """;
}
