using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Notices;

/// <summary>What customers are to be told, for whoever sends e-mail: read, send, confirm.</summary>
public static class NoticeList
{
    public static void Map(IEndpointRouteBuilder notices)
    {
        notices
            .MapGet("/", ListAsync)
            .WithName("ListNotices")
            .WithDescription("What people of customers are to be told, for a system that tells them.");
        notices
            .MapPost("/confirmations", ConfirmAsync)
            .WithName("ConfirmNotices")
            .WithDescription("Notices that another system handed over count as told.");
    }

    private static async Task<Page<NoticeResponse>> ListAsync(
        Guid? accountId,
        Guid? aboutId,
        bool? handedOver,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor);
        var rows = await database.QueryAsync<NoticeResponse>(
            List,
            new
            {
                accountId,
                aboutId,
                handedOver,
                AfterAt = after?.At,
                AfterId = after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<NoticeResponse>.From(rows, page.Limit, r => r, r => new After(r.CreatedAt, r.Id));
    }

    private static async Task<ConfirmedNotices> ConfirmAsync(
        ConfirmNoticesRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        var confirmed = await work.ExecuteAsync(
            "update notice set handed_over_at = @Now where id = any(@Ids) and handed_over_at is null",
            new { Ids = request.Ids.ToArray(), Now = clock.GetUtcNow() }
        );
        await work.CommitAsync();
        return new ConfirmedNotices(confirmed);
    }

    private sealed record After(DateTimeOffset At, Guid Id);

    private const string List = """
        select n.id, n.kind, n.about_id, n.account_id, a.name as account, n.contact_id, c.name, c.email, n.text,
            n.created_at, n.handed_over_at
        from notice n
        left join account_copy a on a.account_id = n.account_id
        left join contact_copy c on c.contact_id = n.contact_id
        where (@accountId::uuid is null or n.account_id = @accountId)
            and (@aboutId::uuid is null or n.about_id = @aboutId)
          and (@handedOver::boolean is null or @handedOver = (n.handed_over_at is not null))
              and (@AfterAt::timestamptz is null or (n.created_at, n.id) > (@AfterAt, @AfterId))
        order by n.created_at, n.id limit @Limit
        """;
}
