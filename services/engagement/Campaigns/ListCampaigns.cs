using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Campaigns;

public static class ListCampaigns
{
    public static void Map(IEndpointRouteBuilder campaigns) =>
        campaigns
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListCampaigns))
            .WithDescription(
                "Campaigns by when they go out, the earliest first; or those that reach an account's people."
            );

    /// <param name="accountId">Only campaigns that mean to reach people of this account.</param>
    /// <param name="from">Planned at or after this instant.</param>
    /// <param name="to">Planned before this instant.</param>
    private static async Task<Ok<Page<CampaignResponse>>> HandleAsync(
        Guid? accountId,
        DateTimeOffset? from,
        DateTimeOffset? to,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<CampaignRow>(
            List,
            new
            {
                accountId,
                from,
                to,
                AfterAt = after?.At,
                AfterId = after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<CampaignResponse>.From(
                rows,
                page.Limit,
                row => row.ToResponse(),
                row => new Position(row.PlannedAt, row.Id)
            )
        );
    }

    private sealed record Position(DateTimeOffset At, Guid Id);

    private const string List = $"""
        {CampaignRow.Select}
        where (@accountId::uuid is null or exists (select from campaign_person p
                where p.campaign_id = c.id and p.account_id = @accountId))
          and (@from::timestamptz is null or c.planned_at >= @from)
          and (@to::timestamptz is null or c.planned_at < @to)
          and (@AfterAt::timestamptz is null or (c.planned_at, c.id) > (@AfterAt, @AfterId))
        order by c.planned_at, c.id limit @Limit
        """;
}
