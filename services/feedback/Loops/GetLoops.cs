using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Loops;

public static class GetLoops
{
    public static void Map(IEndpointRouteBuilder loops)
    {
        loops
            .MapGet("/", ListAsync)
            .WithName("ListLoops")
            .WithDescription("Loops over unhappy answers, the most urgent first.");
        loops
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetLoop")
            .WithDescription("One loop with its steps and when they are due.");
    }

    /// <param name="overdue">Only loops with a step past due, or only those without.</param>
    private static async Task<Page<LoopResponse>> ListAsync(
        Guid? accountId,
        string? status,
        string? owner,
        string? reason,
        bool? overdue,
        PageRequest page,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (after, now) = (Cursor.Read<After>(page.Cursor)?.Id, clock.GetUtcNow());
        var rows = await database.QueryAsync<LoopRow>(
            $"{LoopRow.Select} {Filter}",
            new
            {
                accountId,
                status,
                owner,
                reason,
                overdue,
                after,
                now,
                Limit = page.Limit + 1,
            },
            ct
        );
        var steps = (await LoopStepRow.OfAsync(database, [.. rows.Select(r => r.Id)], ct)).ToLookup(s => s.LoopId);
        return Page<LoopResponse>.From(rows, page.Limit, r => r.ToResponse(steps[r.Id], now), r => new After(r.Id));
    }

    private static async Task<Results<Ok<LoopResponse>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<LoopRow>($"{LoopRow.Select} where l.id = @id", new { id }, ct)
            is not { } row
        )
            return Problem.NotFound("loop", id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToResponse(await LoopStepRow.OfAsync(database, [id], ct), clock.GetUtcNow()));
    }

    private sealed record After(Guid Id);

    private const string Filter = """
        where (@accountId::uuid is null or l.account_id = @accountId) and (@status::text is null or l.status = @status)
          and (@owner::text is null or l.owner = @owner) and (@reason::text is null or l.reason = @reason)
          and (@overdue::boolean is null or @overdue = exists (select from loop_step s
              where s.loop_id = l.id and s.done_at is null and s.due_at < @now))
          and (@after::uuid is null or l.id > @after)
        order by l.id limit @Limit
        """;
}
