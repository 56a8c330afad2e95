using Platform.Contracts;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

public sealed record SharedGoal(string? Text, string? Metric, string? Unit, decimal? Baseline, decimal? Current, decimal? Target, DateOnly? CurrentOn, DateOnly? DueOn, string? Owner, decimal? Delivered, Money? Value);

/// <param name="Side"><c>ours</c> is the vendor's, <c>customer</c> the reader's own.</param>
/// <param name="Status"><c>done</c>, <c>overdue</c>, <c>blocked</c> or <c>open</c>.</param>
public sealed record SharedStep(Guid Id, string Kind, Guid? MilestoneId, string Name, string Side, string? Owner, DateOnly DueOn, DateOnly? DoneOn, DateOnly ExpectedOn, string Status, IReadOnlyList<string> WaitsFor, string? Evidence);

public sealed record SharedRole(string Side, string Role, string? Person, string Text);

public sealed record SharedMeeting(string Title, string? Purpose, string Rhythm, DateOnly? NextOn);

public sealed record SharedClaim(Guid Id, string Text, string Evidence, Money? Value, DateTimeOffset? ConfirmedAt, string? ConfirmedBy);

public sealed record SharedComment(string Side, string Author, string Text, DateTimeOffset At);

/// <summary>What a customer sees of their plan: nothing of how we work on it, no ids of people, no history, no other links.</summary>
/// <param name="Reader">Whom the link was made for; null where it was made for several.</param>
public sealed record SharedView(
    string Account, string? Reader, string Status, DateOnly? AgreedOn, DateOnly StartsOn, string? Summary, string? Success3Months, string? Success6Months, string? Success12Months,
    decimal? Progress, DateOnly? ExpectedEnd, IReadOnlyList<SharedGoal> Goals, IReadOnlyList<SharedStep> Steps, IReadOnlyList<SharedRole> Responsibilities, IReadOnlyList<SharedMeeting> Meetings,
    IReadOnlyList<SharedClaim> Claims, IReadOnlyList<SharedComment> Comments, IReadOnlyList<Money> Value, IReadOnlyList<Money> Confirmed, DateTimeOffset LinkExpiresAt)
{
    internal static SharedView Of(PlanView plan, IReadOnlyList<PlanComment> comments, OpenLink link) => new(
        plan.AccountName, link.ContactName, plan.Status, plan.AgreedOn, plan.StartsOn, plan.Summary, plan.Success3Months, plan.Success6Months, plan.Success12Months, plan.Progress, plan.ExpectedEnd,
        [.. plan.Objectives.Select(o => new SharedGoal(o.Text, o.Metric, o.Unit, o.Baseline, o.Current, o.Target, o.CurrentOn, o.DueOn, o.OwnerName, o.Delivered, o.Value))],
        [.. plan.Steps.Select(s => new SharedStep(s.Id, s.Kind, s.MilestoneId, s.Name, s.Side, s.OwnerName ?? s.Owner, s.DueOn, s.DoneOn, s.ExpectedOn, s.Status, s.WaitsFor, s.Evidence))],
        [.. plan.Expectations.Select(e => new SharedRole(e.Side, e.Role, e.ContactName ?? e.Person, e.Text))],
        [.. plan.Meetings.Select(m => new SharedMeeting(m.Title, m.Purpose, m.Rhythm, m.NextOn))],
        [.. plan.Claims.Where(c => c.WithdrawnAt is null).Select(c => new SharedClaim(c.Id, c.Text, c.Evidence, c.Value, c.ConfirmedAt, c.ConfirmedBy))],
        [.. comments.Select(c => new SharedComment(c.Side, c.Author, c.Text, c.At))], plan.Value, plan.Confirmed, link.ExpiresAt);
}
