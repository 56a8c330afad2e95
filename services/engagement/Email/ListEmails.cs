using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Email;

public static class ListEmails
{
    public static void Map(IEndpointRouteBuilder emails) =>
        emails
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListEmails))
            .WithDescription("Mails to customers, the latest first.");

    /// <param name="accountId">Only mails to people of this account.</param>
    /// <param name="contactId">Only mails to this person.</param>
    /// <param name="state"><c>intended</c>, <c>sent</c> or <c>failed</c>.</param>
    private static async Task<Ok<Page<EmailResponse>>> HandleAsync(
        Guid? accountId,
        Guid? contactId,
        string? state,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<EmailMessage>(
            List,
            new
            {
                accountId,
                contactId,
                state,
                AfterAt = after?.At,
                AfterId = after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<EmailResponse>.From(rows, page.Limit, EmailResponse.From, row => new Position(row.CreatedAt, row.Id))
        );
    }

    private sealed record Position(DateTimeOffset At, Guid Id);

    private const string List = $"""
        {EmailMessage.Select}
        where (@accountId::uuid is null or m.account_id = @accountId)
          and (@contactId::uuid is null or m.contact_id = @contactId)
          and (@state::text is null or m.state = @state)
          and (@AfterAt::timestamptz is null or (m.created_at, m.id) < (@AfterAt, @AfterId))
        order by m.created_at desc, m.id desc limit @Limit
        """;
}
