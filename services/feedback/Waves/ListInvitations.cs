using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Links;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

public static class ListInvitations
{
    public static void Map(IEndpointRouteBuilder waves) =>
        waves
            .MapGet("/{id:guid}/invitations", HandleAsync)
            .WithName(nameof(ListInvitations))
            .WithDescription("Who was asked in the wave, with the link of each, for a system that delivers them.")
            .RequireScope("feedback:write");

    private static async Task<Ok<Page<InvitationToDeliver>>> HandleAsync(
        Guid id,
        bool? delivered,
        Caller caller,
        PageRequest page,
        Database database,
        LinkSigner links,
        IOptions<CustomerLinkOptions> options,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        var after = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<Row>(
            List,
            new
            {
                id,
                delivered,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        if (rows.Count > 0)
            await links.SignAsync(LinkKind.Answer, rows[0].Id, rows[0].ExpiresAt, ct);
        return TypedResults.Ok(
            Page<InvitationToDeliver>.From(
                rows,
                page.Limit,
                r => new InvitationToDeliver(
                    r.Id,
                    r.AccountId,
                    r.Account,
                    r.ContactId,
                    r.Name,
                    r.Email,
                    options.Value.AnswerLink(links.Sign(LinkKind.Answer, r.Id, r.ExpiresAt)),
                    r.ExpiresAt,
                    r.DeliveredAt
                ),
                r => new Position(r.Id)
            )
        );
    }

    private sealed record Position(Guid Id);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public Guid AccountId { get; init; }
        public string Account { get; init; } = "";
        public Guid ContactId { get; init; }
        public string Name { get; init; } = "";
        public string? Email { get; init; }
        public DateTimeOffset ExpiresAt { get; init; }
        public DateTimeOffset? DeliveredAt { get; init; }
    }

    private const string List = """
        select i.id, i.account_id, a.name as account, i.contact_id, c.name, c.email, i.expires_at, i.delivered_at
        from invitation i
        join contact_copy c on c.contact_id = i.contact_id
        join account_copy a on a.account_id = i.account_id
        where i.wave_id = @id and (@delivered::boolean is null or @delivered = (i.delivered_at is not null))
            and (@after::uuid is null or i.id > @after)
        order by i.id limit @Limit
        """;
}
