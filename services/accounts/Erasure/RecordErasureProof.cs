using MassTransit;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Erasure;

/// <summary>Writes down each service's answer: the proof that a person is gone.</summary>
public sealed class RecordErasureProof(Inbox inbox) : IConsumer<ContactErased>
{
    public Task Consume(ConsumeContext<ContactErased> context) => inbox.OnceAsync(context, work => work.ExecuteAsync("""
        insert into erasure_answer (erasure_id, service, rows_changed, answered_at)
        select @ErasureId, @Service, @RowsChanged, @OccurredAt where exists (select 1 from erasure where id = @ErasureId)
        on conflict do nothing
        """, new { context.Message.ErasureId, context.Message.Service, context.Message.RowsChanged, context.Message.OccurredAt }));
}
