using MassTransit;
using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Messaging;

namespace Platform.Feedback.Advocates;

/// <summary>When a power user goes, scoring names the most active of those who remain: power users in their
/// turn.</summary>
public sealed class ProposePowerUsers(Inbox inbox, AdvocateFinder advocates) : IConsumer<PowerUserDeparted>
{
    public Task Consume(ConsumeContext<PowerUserDeparted> context) => inbox.OnceAsync(context, async work =>
        {
            var message = context.Message;
            var contacts = await work.QueryAsync<(Guid ContactId, string User)>(
                Find,
                new { message.AccountId, Users = message.Successors.ToArray() }
            );
            foreach (var (contact, user) in contacts)
                await advocates.ProposeAsync(
                    work,
                    message.AccountId,
                    contact,
                    "power_user",
                    $"Among the most active users ({user})"
                );
        });

    private const string Find = """
        select distinct on (c.contact_id) c.contact_id, u.user_id
            from unnest(@Users) with ordinality as u (user_id, rank)
        join contact_copy c on c.account_id = @AccountId and c.status = 'active' and u.user_id = any(c.product_user_ids)
        order by c.contact_id, u.rank
        """;
}
