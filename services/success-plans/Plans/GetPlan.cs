using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Plans;

/// <summary>Reads plans: one whole, many in summary, and the history of who changed what.</summary>
public static class GetPlan
{
    public static void Map(IEndpointRouteBuilder plans)
    {
        plans.MapGet("/", ListAsync).WithName("ListPlans").WithDescription("Plans in short, the newest first.");
        plans.MapGet("/{id:guid}", HandleAsync).WithName(nameof(GetPlan));
        plans
            .MapGet("/{id:guid}/history", HistoryAsync)
            .WithName("GetPlanHistory")
            .WithDescription("Who changed what in a plan, the newest first.");
    }

    public static void MapForAccount(IEndpointRouteBuilder account) =>
        account.MapGet("/", OfAccountAsync).WithName("GetPlanOfAccount").WithDescription("The account's living plan.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        PlanReader reader,
        CancellationToken ct
    )
    {
        if (await reader.FindAsync(id, ct) is not { } plan)
            return Problem.NotFound("plan", id).ToResult();
        response.SetETag(plan.Version);
        return TypedResults.Ok(plan);
    }

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> OfAccountAsync(
        Guid accountId,
        HttpResponse response,
        PlanReader reader,
        CancellationToken ct
    ) =>
        await reader.LivingAsync(accountId, ct) is { } id
            ? await HandleAsync(id, response, reader, ct)
            : Problem.NotFound("plan", $"of account {accountId}").ToResult();

    private static async Task<Page<PlanSummary>> ListAsync(
        Guid? accountId,
        string? status,
        bool? overdue,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var before = Cursor.Read<Before>(page.Cursor)?.Id;
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
        return Page<PlanSummary>.From(rows, page.Limit, r => r, r => new Before(r.Id));
    }

    private static async Task<Results<Ok<Page<PlanChangeView>>, ProblemHttpResult>> HistoryAsync(
        Guid id,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (!await database.ScalarAsync<bool>("select exists (select from plan where id = @id)", new { id }, ct))
            return Problem.NotFound("plan", id).ToResult();
        var before = Cursor.Read<BeforeVersion>(page.Cursor)?.Version;
        var rows = await database.QueryAsync<PlanChangeView>(
            History,
            new
            {
                id,
                before,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<PlanChangeView>.From(rows, page.Limit, r => r, r => new BeforeVersion(r.Version)));
    }

    private sealed record Before(Guid Id);

    private sealed record BeforeVersion(int Version);

    private const string List = $"""
        {PlanSummary.Select}
        where (@accountId::uuid is null or p.account_id = @accountId) and (@status::text is null or p.status = @status)
          and (@overdue::bool is null or (p.overdue_milestones > 0) = @overdue) and (@before::uuid is null or p.id < @before)
        order by p.id desc limit @Limit
        """;

    private const string History = """
        select version, at, by, what, subject_id, before::text as before_json, after::text as after_json
        from plan_change where plan_id = @id and (@before::int is null or version < @before)
            order by version desc limit @Limit
        """;
}
