using Platform.Contracts.Feedback;
using Platform.ServiceKit.Data;

namespace Platform.Feedback.Advocates;

/// <summary>Proposes promoters and power users as advocates, each person once.</summary>
public sealed class AdvocateFinder(TimeProvider clock)
{
    public async Task ProposeAsync(UnitOfWork work, Guid accountId, Guid contactId, string reason, string evidence)
    {
        var id = Guid.CreateVersion7();
        if (
            await work.ExecuteAsync(
                Propose,
                new
                {
                    id,
                    accountId,
                    contactId,
                    reason,
                    evidence,
                    Now = clock.GetUtcNow(),
                }
            ) == 0
        )
            return;
        await work.EnqueueAsync(new AdvocateIdentified(accountId, id, contactId, reason), accountId);
    }

    private const string Propose = """
        insert into advocate (id, account_id, contact_id, reason, evidence, status, identified_at, version)
        values (@id, @accountId, @contactId, @reason, @evidence, 'candidate', @Now, 1)
        on conflict on constraint advocate_once do nothing
        """;
}
