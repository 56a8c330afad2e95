using Platform.Contracts;
using Platform.SuccessPlans.Pages;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <summary>What a champion needs to show on one page: what was promised, what has come, who said so.</summary>
/// <param name="Headline">The confirmed claim of most worth; otherwise the goal that is furthest; null while there is
/// neither.</param>
/// <param name="Delivered">Value delivered over all goals, 0–1; null before anything is measured.</param>
/// <param name="Goals">Each objective with what was delivered.</param>
/// <param name="Confirmed">Value that the customer confirmed.</param>
/// <param name="Unconfirmed">Value that is claimed only.</param>
/// <param name="ConfirmedValue">Sum of the confirmed, per currency.</param>
/// <param name="DeliveredValue">Sum of what the readings deliver, per currency.</param>
public sealed record Proof(
    Guid PlanId,
    string Account,
    DateOnly AsOf,
    DateOnly? AgreedOn,
    string? Headline,
    decimal? Delivered,
    IReadOnlyList<ProvenGoal> Goals,
    IReadOnlyList<ProvenClaim> Confirmed,
    IReadOnlyList<ProvenClaim> Unconfirmed,
    IReadOnlyList<Money> ConfirmedValue,
    IReadOnlyList<Money> DeliveredValue
)
{
    public static Proof Of(PlanView plan, DateOnly today)
    {
        var goals = plan
            .Objectives.Where(o => o is { Baseline: not null, Target: not null })
            .Select(o => new ProvenGoal(
                o.Text ?? o.Metric ?? "",
                o.Metric,
                o.Unit,
                o.Baseline!.Value,
                o.Current,
                o.Target!.Value,
                o.CurrentOn,
                o.Delivered,
                o.Value
            ))
            .ToList();
        var claims = plan
            .Claims.Where(c => c.WithdrawnAt is null)
            .Select(c => new ProvenClaim(c.Text, c.Evidence, c.Value, c.ConfirmedBy, c.ConfirmedAt))
            .ToList();
        var confirmed = claims
            .Where(c => c.ConfirmedAt is not null)
            .OrderByDescending(c => c.Value?.Amount ?? 0)
            .ThenBy(c => c.ConfirmedAt)
            .ToList();
        return new Proof(
            plan.Id,
            plan.AccountName,
            today,
            plan.AgreedOn,
            confirmed.FirstOrDefault()?.Text ?? Furthest(goals),
            plan.Progress,
            goals,
            confirmed,
            [.. claims.Where(c => c.ConfirmedAt is null)],
            plan.Confirmed,
            plan.Value
        );
    }

    private static string? Furthest(IEnumerable<ProvenGoal> goals) =>
        goals.Where(g => g.Delivered > 0).OrderByDescending(g => g.Delivered).FirstOrDefault() is { } best
            ? (
                $"{best.Metric ?? best.Text}: from {Wording.Figure(best.Baseline)} to "
                + $"{Wording.Figure(best.Current!.Value)} {best.Unit}"
            ).TrimEnd()
            : null;
}
