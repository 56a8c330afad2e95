namespace Platform.Engagement.Runs;

/// <param name="Playbook">The playbook's key.</param>
/// <param name="PlaybookVersion">The version that it keeps.</param>
/// <param name="Arm"><c>treatment</c>, or <c>holdout</c>: nothing is done.</param>
/// <param name="Trigger">An event's name, <c>segment</c>, <c>date</c>, <c>request</c>, <c>csv</c> or
/// <c>playbook</c>.</param>
/// <param name="State"><c>running</c>, <c>waiting</c>, <c>awaiting_approval</c>, <c>paused</c>, <c>done</c>,
/// <c>exited</c> or <c>failed</c>.</param>
/// <param name="Step">The step that it is at.</param>
/// <param name="NextAt">Its next moment, where time brings it on.</param>
/// <param name="WaitingFor">What it waits for, in words.</param>
/// <param name="EndReason">Why it ended or failed, in words.</param>
/// <param name="PlaybookId">The playbook that it is a run of.</param>
/// <param name="ProductUserId">The user of the customer's product that it is about, if any.</param>
/// <param name="StartedBy">User id of who asked for it, or the service that its trigger came from.</param>
/// <param name="GoalReachedAt">When the playbook's goal was reached, UTC; missing until then.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="EndedAt">When it ended, UTC; missing while it is open.</param>
public sealed record RunResponse(
    Guid Id,
    Guid PlaybookId,
    string Playbook,
    int PlaybookVersion,
    Guid AccountId,
    Guid? ContactId,
    string? ProductUserId,
    string Arm,
    string Trigger,
    string StartedBy,
    string State,
    string? Step,
    DateTimeOffset? NextAt,
    string? WaitingFor,
    string? EndReason,
    DateTimeOffset? GoalReachedAt,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    int Version
)
{
    internal static RunResponse Of(RunRow row) =>
        new(
            row.Id,
            row.PlaybookId,
            row.Playbook,
            row.PlaybookVersion,
            row.AccountId,
            row.ContactId,
            row.ProductUserId,
            row.Arm,
            row.Trigger,
            row.StartedBy,
            row.Paused && row.EndedAt is null ? "paused" : row.State,
            row.Step,
            row.NextAt,
            row.WaitingFor,
            row.EndReason,
            row.GoalReachedAt,
            row.StartedAt,
            row.EndedAt,
            row.Version
        );
}
