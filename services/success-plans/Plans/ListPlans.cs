using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Plans;

public static class ListPlans
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans.MapGet("/", HandleAsync).WithName(nameof(ListPlans)).WithDescription("Plans in short, the newest first.");

    private static async Task<Ok<Page<PlanSummary>>> HandleAsync(
        Guid? accountId,
        string? status,
        bool? overdue,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var before = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<PlanSummary>(
            List,
            new
            {
                accountId,
                status,
                overdue,
                before,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<PlanSummary>.From(rows, page.Limit, r => r, r => new Position(r.Id)));
    }

    private sealed record Position(Guid Id);

    private const string List = $"""
        {PlanSummary.Select}
        where (@accountId::uuid is null or p.account_id = @accountId) and (@status::text is null or p.status = @status)
          and (@overdue::bool is null or (p.overdue_milestones > 0) = @overdue)
          and (@before::uuid is null or p.id < @before)
        order by p.id desc limit @Limit
        """;
}
