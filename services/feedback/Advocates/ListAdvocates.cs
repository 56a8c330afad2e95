using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Advocates;

public sealed record ListAdvocatesQuery(string? Status, string? Reason, Guid? AccountId, bool? MayBeAsked);

public static class ListAdvocates
{
    public static void Map(IEndpointRouteBuilder advocates) =>
        advocates
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListAdvocates))
            .WithDescription("People who may speak for us, and how often they were asked recently.");

    private static async Task<Ok<Page<AdvocateResponse>>> HandleAsync(
        [AsParameters] ListAdvocatesQuery query,
        PageRequest page,
        Database database,
        TimeProvider clock,
        IOptions<AdvocateOptions> options,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<AdvocateRow>(
            $"select * from ({AdvocateRow.Select}) x where (@status::text is null or status = @status) and "
                + $"(@reason::text is null or reason = @reason) and (@accountId::uuid is null or account_id = "
                + $"@accountId) and (@mayBeAsked::boolean is null or @mayBeAsked = (status = 'active' and asked_lately "
                + $"< @MostReferences)) and (@after::uuid is null or id > @after) order by id limit @Limit",
            new
            {
                query.Status,
                query.Reason,
                query.AccountId,
                query.MayBeAsked,
                after,
                Since = clock.GetUtcNow().AddDays(-options.Value.WithinDays),
                options.Value.MostReferences,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<AdvocateResponse>.From(rows, page.Limit, r => r.ToResponse(options.Value), r => new Position(r.Id))
        );
    }

    private sealed record Position(Guid Id);
}
