using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Plans;

public sealed class PlanChangeView
{
    public int Version { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>User id, contact or service whose change it was.</summary>
    public string By { get; init; } = "";

    /// <summary>What was done: objective added, due date moved and so on.</summary>
    public string What { get; init; } = "";

    /// <summary>The part of the plan that was changed.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>The fields that changed, as they were.</summary>
    public System.Text.Json.JsonElement? Before => Parse(BeforeJson);

    /// <summary>The fields that changed, as they became.</summary>
    public System.Text.Json.JsonElement? After => Parse(AfterJson);

    [System.Text.Json.Serialization.JsonIgnore]
    public string? BeforeJson { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public string? AfterJson { get; init; }

    private static System.Text.Json.JsonElement? Parse(string? json) =>
        json is null ? null : System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(json);
}

public sealed class PlanSummary
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? AccountName { get; init; }

    /// <summary>draft, agreed or closed.</summary>
    public string Status { get; init; } = "";

    /// <summary>Value delivered over all objectives, 0 to 1.</summary>
    public decimal? Progress { get; init; }

    /// <summary>Milestones that are not done.</summary>
    public int OpenMilestones { get; init; }

    /// <summary>Those of them that are overdue.</summary>
    public int OverdueMilestones { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly? AgreedOn { get; init; }
    public int Version { get; init; }

    internal const string Select = """
        select p.id, p.account_id, a.name as account_name, p.status, p.progress, p.open_milestones,
            p.overdue_milestones, p.starts_on, p.agreed_on, p.version
        from plan p left join account_copy a on a.account_id = p.account_id
        """;
}

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
