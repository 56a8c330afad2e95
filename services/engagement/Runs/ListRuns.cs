using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Runs;

/// <summary>Filters of the list; what is left out filters nothing.</summary>
/// <param name="AccountId">Only of this account.</param>
/// <param name="Playbook">The playbook's key.</param>
/// <param name="State">See the run's state.</param>
/// <param name="Owner">User id of an owner of the account, in any role.</param>
/// <param name="Open">True: only those that have not ended; false: only those that have.</param>
public sealed record ListRunsQuery(Guid? AccountId, string? Playbook, string? State, string? Owner, bool? Open);

public static class ListRuns
{
    public static void Map(IEndpointRouteBuilder runs) =>
        runs.MapGet("/", HandleAsync)
            .WithName(nameof(ListRuns))
            .WithDescription("Runs, the newest first, each with its next moment and what it waits for.");

    private static async Task<Ok<Page<RunResponse>>> HandleAsync(
        [AsParameters] ListRunsQuery query,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<RunRow>(
            $"{RunRow.Select} {Filter}",
            new
            {
                query.AccountId,
                query.Playbook,
                query.State,
                query.Owner,
                query.Open,
                After = Cursor.Read<Position>(page.Cursor)?.Id,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<RunResponse>.From(rows, page.Limit, RunResponse.Of, row => new Position(row.Id)));
    }

    private sealed record Position(Guid Id);

    private const string Filter = """
        where (@AccountId::uuid is null or r.account_id = @AccountId)
          and (@Playbook::text is null or p.key = @Playbook)
          and (@State::text is null
              or @State = case when r.paused and r.ended_at is null then 'paused' else r.state end)
          and (@Open::boolean is null or @Open = (r.ended_at is null))
          and (@Owner::text is null or exists (select from account_copy a, jsonb_each_text(a.owners) o
              where a.account_id = r.account_id and o.value = @Owner))
          and (@After::uuid is null or r.id < @After)
        order by r.id desc limit @Limit
        """;
}
