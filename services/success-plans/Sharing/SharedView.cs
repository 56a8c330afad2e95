using Platform.Contracts;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

/// <param name="Delivered">Part of the way from baseline to target, 0 to 1.</param>
/// <param name="Value">Units gained since the baseline times their value.</param>
public sealed record SharedGoal(
    string? Text,
    string? Metric,
    string? Unit,
    decimal? Baseline,
    decimal? Current,
    decimal? Target,
    DateOnly? CurrentOn,
    DateOnly? DueOn,
    string? Owner,
    decimal? Delivered,
    Money? Value
);

/// <param name="Side"><c>ours</c> is the vendor's, <c>customer</c> the reader's own.</param>
/// <param name="Status"><c>done</c>, <c>overdue</c>, <c>blocked</c> or <c>open</c>.</param>
/// <param name="Kind">milestone or task.</param>
public sealed record SharedStep(
    Guid Id,
    string Kind,
    Guid? MilestoneId,
    string Name,
    string Side,
    string? Owner,
    DateOnly DueOn,
    DateOnly? DoneOn,
    DateOnly ExpectedOn,
    string Status,
    IReadOnlyList<string> WaitsFor,
    string? Evidence
);

/// <param name="Role">The part that the person plays in the plan.</param>
/// <param name="Person">The person's name.</param>
public sealed record SharedRole(string Side, string Role, string? Person, string Text);

/// <param name="Rhythm">once, weekly, biweekly, monthly or quarterly.</param>
/// <param name="NextOn">The day of the next one, ISO date.</param>
public sealed record SharedMeeting(string Title, string? Purpose, string Rhythm, DateOnly? NextOn);

/// <param name="Value">What it is worth, with its currency.</param>
/// <param name="ConfirmedAt">When the customer confirmed it (RFC 3339, UTC).</param>
/// <param name="ConfirmedBy">Name of who confirmed it.</param>
public sealed record SharedClaim(
    Guid Id,
    string Text,
    string Evidence,
    Money? Value,
    DateTimeOffset? ConfirmedAt,
    string? ConfirmedBy
);

/// <param name="Author">Name of who wrote it.</param>
public sealed record SharedComment(string Side, string Author, string Text, DateTimeOffset At);

/// <summary>What a customer sees of their plan: nothing of how we work on it, no ids of people, no history, no other
/// links.</summary>
/// <param name="Reader">Whom the link was made for; null where it was made for several.</param>
/// <param name="Status">draft, agreed or closed.</param>
/// <param name="Progress">Value delivered over all objectives, 0 to 1.</param>
/// <param name="ExpectedEnd">The day on which the last step will be done as things stand.</param>
/// <param name="Goals">What the customer wants to reach, measurably.</param>
/// <param name="Steps">Milestones and tasks with what they wait for.</param>
/// <param name="Responsibilities">Who does what on both sides.</param>
/// <param name="Meetings">The meetings that were agreed.</param>
/// <param name="Claims">Value that was claimed, and what of it was confirmed.</param>
/// <param name="Comments">What both sides wrote.</param>
/// <param name="Value">Sum of what the readings deliver, per currency.</param>
/// <param name="Confirmed">Sum of what was confirmed, per currency.</param>
/// <param name="LinkExpiresAt">From then on the link works no more (RFC 3339, UTC).</param>
public sealed record SharedView(
    string Account,
    string? Reader,
    string Status,
    DateOnly? AgreedOn,
    DateOnly StartsOn,
    string? Summary,
    string? Success3Months,
    string? Success6Months,
    string? Success12Months,
    decimal? Progress,
    DateOnly? ExpectedEnd,
    IReadOnlyList<SharedGoal> Goals,
    IReadOnlyList<SharedStep> Steps,
    IReadOnlyList<SharedRole> Responsibilities,
    IReadOnlyList<SharedMeeting> Meetings,
    IReadOnlyList<SharedClaim> Claims,
    IReadOnlyList<SharedComment> Comments,
    IReadOnlyList<Money> Value,
    IReadOnlyList<Money> Confirmed,
    DateTimeOffset LinkExpiresAt
)
{
    internal static SharedView Of(PlanView plan, IReadOnlyList<PlanComment> comments, OpenLink link) =>
        new(
            plan.AccountName,
            link.ContactName,
            plan.Status,
            plan.AgreedOn,
            plan.StartsOn,
            plan.Summary,
            plan.Success3Months,
            plan.Success6Months,
            plan.Success12Months,
            plan.Progress,
            plan.ExpectedEnd,
            [
                .. plan.Objectives.Select(o => new SharedGoal(
                    o.Text,
                    o.Metric,
                    o.Unit,
                    o.Baseline,
                    o.Current,
                    o.Target,
                    o.CurrentOn,
                    o.DueOn,
                    o.OwnerName,
                    o.Delivered,
                    o.Value
                )),
            ],
            [
                .. plan.Steps.Select(s => new SharedStep(
                    s.Id,
                    s.Kind,
                    s.MilestoneId,
                    s.Name,
                    s.Side,
                    s.OwnerName ?? s.Owner,
                    s.DueOn,
                    s.DoneOn,
                    s.ExpectedOn,
                    s.Status,
                    s.WaitsFor,
                    s.Evidence
                )),
            ],
            [.. plan.Expectations.Select(e => new SharedRole(e.Side, e.Role, e.ContactName ?? e.Person, e.Text))],
            [.. plan.Meetings.Select(m => new SharedMeeting(m.Title, m.Purpose, m.Rhythm, m.NextOn))],
            [
                .. plan
                    .Claims.Where(c => c.WithdrawnAt is null)
                    .Select(c => new SharedClaim(c.Id, c.Text, c.Evidence, c.Value, c.ConfirmedAt, c.ConfirmedBy)),
            ],
            [.. comments.Select(c => new SharedComment(c.Side, c.Author, c.Text, c.At))],
            plan.Value,
            plan.Confirmed,
            link.ExpiresAt
        );
}
