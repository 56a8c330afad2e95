using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Links;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

/// <summary>The list that whoever sends e-mail works off: read it, send, confirm; what is not confirmed is on the list
/// again. Not for those who only read.</summary>
public static class DeliverInvitations
{
    public static void Map(IEndpointRouteBuilder waves)
    {
        waves
            .MapGet("/{id:guid}/invitations", ListAsync)
            .WithName("ListInvitations")
            .WithDescription("Who was asked in the wave, with the link of each, for a system that delivers them.")
            .RequireScope("feedback:write");
        waves
            .MapPost("/{id:guid}/deliveries", ConfirmAsync)
            .WithName("ConfirmDeliveries")
            .WithDescription("Invitations that another system delivered count as delivered.");
    }

    private static async Task<Page<InvitationToDeliver>> ListAsync(
        Guid id,
        bool? delivered,
        Caller caller,
        PageRequest page,
        Database database,
        LinkSigner links,
        IOptions<CustomerLinks> options,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        var after = Cursor.Read<After>(page.Cursor)?.Id;
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
        return Page<InvitationToDeliver>.From(
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
            r => new After(r.Id)
        );
    }

    private static async Task<ConfirmedDeliveries> ConfirmAsync(
        Guid id,
        ConfirmDeliveriesRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        var confirmed = await work.ExecuteAsync(
            Confirm,
            new
            {
                id,
                Ids = request.Ids.ToArray(),
                Now = clock.GetUtcNow(),
            }
        );
        await work.CommitAsync();
        return new ConfirmedDeliveries(confirmed);
    }

    private sealed record After(Guid Id);

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

    private const string Confirm =
        "update invitation set delivered_at = @Now where wave_id = @id and id = any(@Ids) and delivered_at is null";
}
