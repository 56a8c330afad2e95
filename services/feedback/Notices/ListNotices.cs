using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Notices;

public static class ListNotices
{
    public static void Map(IEndpointRouteBuilder notices) =>
        notices
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListNotices))
            .WithDescription("What people of customers are to be told, for a system that tells them.");

    private static async Task<Ok<Page<NoticeResponse>>> HandleAsync(
        Guid? accountId,
        Guid? aboutId,
        bool? handedOver,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
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
        return TypedResults.Ok(
            Page<NoticeResponse>.From(rows, page.Limit, r => r, r => new Position(r.CreatedAt, r.Id))
        );
    }

    private sealed record Position(DateTimeOffset At, Guid Id);

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
