using Microsoft.Extensions.Options;
using Platform.Renewals.Values;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <summary>At 180 and 90 days before the end a renewal whose sources disagree by more than one class is put before
/// leadership, once each.</summary>
public sealed class PutBeforeLeadership(
    Database database,
    TimeProvider clock,
    IOptions<RenewalOptions> options,
    IOptions<OrganisationOptions> organisation
) : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        var checkpoints = options.Value.CheckpointsOrDefault;
        var renewals = await database.QueryAsync<RenewalResponse>(
            Near,
            new
            {
                today,
                Until = today.AddDays(checkpoints.Max()),
                Currency = organisation.Value.ReportingCurrency,
            },
            ct
        );
        var rows = (
            from renewal in renewals
            where renewal.Disagreement
            let daysLeft = renewal.EndsOn.DayNumber - today.DayNumber
            select (Renewal: renewal, Checkpoint: checkpoints.Where(c => c >= daysLeft).Min())
        ).ToList();
        if (rows.Count == 0)
            return;
        await database.ExecuteAsync(
            Insert,
            new
            {
                Ids = rows.Select(_ => Guid.CreateVersion7()).ToArray(),
                Renewals = rows.Select(r => r.Renewal.Id).ToArray(),
                Checkpoints = rows.Select(r => r.Checkpoint).ToArray(),
                Health = rows.Select(r => r.Renewal.Likelihoods.Health?.ToText()).ToArray(),
                Calls = rows.Select(r => r.Renewal.Likelihoods.Call?.ToText()).ToArray(),
                Stages = rows.Select(r => r.Renewal.Likelihoods.Stage.ToText()).ToArray(),
                Now = clock.GetUtcNow(),
            },
            ct
        );
    }

    private const string Near =
        $"{RenewalResponse.Select} where r.outcome is null and r.ends_on between @today and @Until";

    private const string Insert = """
        insert into leadership_review (id, renewal_id, checkpoint, health_class, call_class, stage_class, opened_at)
        select *, @Now from unnest(@Ids, @Renewals, @Checkpoints, @Health, @Calls, @Stages)
        on conflict on constraint leadership_review_once do nothing
        """;
}
