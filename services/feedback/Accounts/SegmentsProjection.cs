using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Accounts;

/// <summary>Keeps which accounts stand in which segment: audiences and figures go by it.</summary>
public sealed class SegmentsProjection(Inbox inbox) : IConsumer<SegmentEntered>, IConsumer<SegmentLeft>
{
    public Task Consume(ConsumeContext<SegmentEntered> context) => inbox.OnceAsync(context, work => work.ExecuteAsync(
                Keep,
                new
                {
                    context.Message.AccountId,
                    context.Message.SegmentId,
                    context.Message.Segment,
                    Inside = true,
                    At = context.Message.OccurredAt,
                }
            ));

    public Task Consume(ConsumeContext<SegmentLeft> context) => inbox.OnceAsync(context, work => work.ExecuteAsync(
                Keep,
                new
                {
                    context.Message.AccountId,
                    context.Message.SegmentId,
                    context.Message.Segment,
                    Inside = false,
                    At = context.Message.OccurredAt,
                }
            ));

    private const string Keep = """
        insert into account_segment as s (account_id, segment_id, segment, inside, changed_at)
        values (@AccountId, @SegmentId, @Segment, @Inside, @At)
        on conflict (account_id, segment_id) do update
            set segment = excluded.segment, inside = excluded.inside, changed_at = excluded.changed_at
        where s.changed_at <= excluded.changed_at
        """;
}
