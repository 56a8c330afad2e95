using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Advocates;

/// <summary>Proposes the most active users who remain when a power user leaves; scoring names them in the
/// event.</summary>
public sealed class ProposePowerUsers(AdvocateFinder advocates) : IEventHandler<PowerUserDeparted>
{
    public async Task HandleAsync(PowerUserDeparted domainEvent, UnitOfWork work, CancellationToken ct)
    {
        var contacts = await work.QueryAsync<(Guid ContactId, string User)>(
            Find,
            new { domainEvent.AccountId, Users = domainEvent.Successors.ToArray() }
        );
        foreach (var (contact, user) in contacts)
            await advocates.ProposeAsync(
                work,
                domainEvent.AccountId,
                contact,
                "power_user",
                $"Among the most active users ({user})"
            );
    }

    private const string Find = """
        select distinct on (c.contact_id) c.contact_id, u.user_id
            from unnest(@Users) with ordinality as u (user_id, rank)
        join contact_copy c on c.account_id = @AccountId and c.status = 'active' and u.user_id = any(c.product_user_ids)
        order by c.contact_id, u.rank
        """;
}
