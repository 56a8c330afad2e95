using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.Feedback.Organisation;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Loops;

/// <summary>Publishes each overdue step once and escalates the loop to a manager, later to an
/// executive.</summary>
public sealed class EscalateLoops(
    Database database,
    OrganisationCalendar calendar,
    TimeProvider clock,
    IOptions<LoopOptions> options
) : IScheduledJob
{
    public async Task RunAsync(DateOnly today, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = await database.BeginAsync(ct);
        var due = await work.QueryAsync<Row>(MarkPublished, new { now });
        await work.ExecuteAsync(ToManager, new { Loops = due.Select(d => d.LoopId).Distinct().ToArray(), now });
        await work.EnqueueAsync([
            .. due.Select(d =>
                ((DomainEvent)new LoopOverdue(d.AccountId, d.LoopId, d.Step, d.Owner, d.DueAt), d.AccountId)
            ),
        ]);

        var waiting = await work.QueryAsync<Row>(WithManager);
        var late = waiting
            .Where(w => now > calendar.DueAfter(w.DueAt, options.Value.ExecutiveAfterBusinessDays))
            .Select(w => w.LoopId)
            .Distinct()
            .ToArray();
        await work.ExecuteAsync(
            "update feedback_loop set escalated_to = 'executive', escalated_at = @now, version = version + 1 "
                + "where id = any(@late)",
            new { late, now }
        );
        await work.CommitAsync();
    }

    private sealed class Row
    {
        public Guid LoopId { get; init; }
        public Guid AccountId { get; init; }
        public string Step { get; init; } = "";
        public string? Owner { get; init; }
        public DateTimeOffset DueAt { get; init; }
    }

    private const string MarkPublished = """
        update loop_step s set told_at = @now
        from feedback_loop l
        where l.id = s.loop_id and l.status = 'open'
          and (s.loop_id, s.step) in (
              select loop_id, step from loop_step where done_at is null and told_at is null and due_at < @now
                  order by due_at limit 1000 for update skip locked)
        returning s.loop_id, l.account_id, s.step, s.owner, s.due_at
        """;

    private const string ToManager =
        "update feedback_loop set escalated_to = 'manager', escalated_at = @now, version = version + 1 where id "
        + "= any(@Loops) and escalated_to is null";

    private const string WithManager = """
        select l.id as loop_id, l.account_id, s.step, s.owner, s.due_at
        from feedback_loop l join loop_step s on s.loop_id = l.id
        where l.status = 'open' and l.escalated_to = 'manager' and s.done_at is null and s.told_at is not null
        order by l.id limit 1000 for update of l skip locked
        """;
}
