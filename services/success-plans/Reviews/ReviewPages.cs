using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Reviews;

internal static class ReviewPages
{
    internal static async Task<Page<ReviewView>> ListAsync(
        PageRequest page,
        Database database,
        ReviewFilter filter,
        Guid? accountId,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor);
        var rows = await database.QueryAsync<ReviewView>(
            List,
            new
            {
                filter.Status,
                filter.Type,
                accountId,
                after?.DueOn,
                after?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return Page<ReviewView>.From(rows, page.Limit, r => r, r => new Position(r.DueOn, r.Id));
    }

    private sealed record Position(DateOnly DueOn, Guid Id);

    private const string List = $"""
        {ReviewView.Select}
        where (@Status::text is null or r.status = @Status) and (@Type::text is null or r.type = @Type)
          and (@accountId::uuid is null or r.account_id = @accountId)
          and (@DueOn::date is null or (r.due_on, r.review_id) > (@DueOn, @Id))
        order by r.due_on, r.review_id limit @Limit
        """;
}
