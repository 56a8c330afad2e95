using Platform.Contracts;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

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
    /// <param name="plan">The plan.</param>
    /// <param name="comments">The newest ones.</param>
    /// <param name="link">The link by which it is read.</param>
    /// <param name="names">User id to name, of people of our side.</param>
    internal static SharedView Of(
        PlanView plan,
        IReadOnlyList<PlanComment> comments,
        ActiveShareLink link,
        IReadOnlyDictionary<string, string> names
    )
    {
        // A user id that the roster does not know is shown as it is: it is what a person wrote.
        string? Named(string? person) => person is null ? null : names.GetValueOrDefault(person, person);

        return new(
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
                    s.OwnerName ?? Named(s.Owner),
                    s.DueOn,
                    s.DoneOn,
                    s.ExpectedOn,
                    s.Status,
                    s.WaitsFor,
                    s.Evidence
                )),
            ],
            [
                .. plan.Expectations.Select(e => new SharedRole(
                    e.Side,
                    e.Role,
                    e.ContactName ?? Named(e.Person),
                    e.Text
                )),
            ],
            [.. plan.Meetings.Select(m => new SharedMeeting(m.Title, m.Purpose, m.Rhythm, m.NextOn))],
            [
                .. plan
                    .Claims.Where(c => c.WithdrawnAt is null)
                    .Select(c => new SharedClaim(c.Id, c.Text, c.Evidence, c.Value, c.ConfirmedAt, c.ConfirmedBy)),
            ],
            [
                .. comments.Select(c => new SharedComment(
                    c.Side,
                    c.Side == "ours" ? Named(c.Author)! : c.Author,
                    c.Text,
                    c.At
                )),
            ],
            plan.Value,
            plan.Confirmed,
            link.ExpiresAt
        );
    }
}
