using Platform.Contracts.Engagement;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Email;

/// <summary>What a bounce or a complaint means for the person.</summary>
internal static class Bounces
{
    /// <param name="state"><c>bounced</c> or <c>complained</c>.</param>
    /// <param name="emailId">The mail that came back, if it is known.</param>
    public static async Task MarkAsync(UnitOfWork work, Guid recipientId, Guid? emailId, string state)
    {
        await work.ExecuteAsync(
            "update recipient set state = @state, state_at = @Now where id = @recipientId and state <> @state",
            new
            {
                recipientId,
                state,
                work.Context.Now,
            }
        );
        if (emailId is not null && state == "bounced")
            await work.ExecuteAsync(
                "update email_message set bounced_at = coalesce(bounced_at, @Now) where id = @emailId",
                new { emailId, work.Context.Now }
            );
        // A person may be a contact of several accounts: each is told. A champion's hard bounce says that they left.
        foreach (var contact in await work.QueryAsync<Affected>(People, new { recipientId }))
            await work.EnqueueAsync(
                new ContactUnreachable(contact.AccountId, contact.ContactId, state, contact.Roles),
                contact.AccountId
            );
    }

    private sealed class Affected
    {
        public Guid AccountId { get; init; }
        public Guid ContactId { get; init; }
        public string[] Roles { get; init; } = [];
    }

    private const string People = """
        select c.account_id, c.contact_id, c.roles from contact_copy c
        join recipient r on lower(normalize(trim(c.email))) = r.email
        where r.id = @recipientId and c.status = 'active' order by c.contact_id
        """;
}
