using Platform.Contracts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Accounts;

/// <summary>Keeps the segments of each account: audiences and figures are chosen by them.</summary>
public sealed class SegmentsProjection : IEventHandler<SegmentEntered>, IEventHandler<SegmentLeft>
{
    public Task HandleAsync(SegmentEntered domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            Upsert,
            new
            {
                domainEvent.AccountId,
                domainEvent.SegmentId,
                domainEvent.Segment,
                Inside = true,
                At = domainEvent.OccurredAt,
            }
        );

    public Task HandleAsync(SegmentLeft domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(
            Upsert,
            new
            {
                domainEvent.AccountId,
                domainEvent.SegmentId,
                domainEvent.Segment,
                Inside = false,
                At = domainEvent.OccurredAt,
            }
        );

    private const string Upsert = """
        insert into account_segment as s (account_id, segment_id, segment, inside, changed_at)
        values (@AccountId, @SegmentId, @Segment, @Inside, @At)
        on conflict (account_id, segment_id) do update
            set segment = excluded.segment, inside = excluded.inside, changed_at = excluded.changed_at
        where s.changed_at <= excluded.changed_at
        """;
}
