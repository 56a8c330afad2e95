using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

/// <summary>What both sides write to each other beside the plan.</summary>
public static class Comments
{
    public static void Map(IEndpointRouteBuilder plans)
    {
        plans
            .MapGet("/{id:guid}/comments", ListAsync)
            .WithName("ListComments")
            .WithDescription("What both sides wrote to a plan.");
        plans
            .MapPost("/{id:guid}/comments", AddAsync)
            .WithName("AddComment")
            .WithDescription("Adds a comment that both sides see.");
    }

    private static async Task<Results<Ok<Page<PlanComment>>, ProblemHttpResult>> ListAsync(
        Guid id,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        if (!await database.ScalarAsync<bool>("select exists (select from plan where id = @id)", new { id }, ct))
            return Problem.NotFound("plan", id).ToResult();
        var before = Cursor.Read<Before>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<PlanComment>(
            List,
            new
            {
                id,
                before,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<PlanComment>.From(rows, page.Limit, r => r, r => new Before(r.Id)));
    }

    private static async Task<Created<PlanComment>> AddAsync(
        Guid id,
        CommentRequest request,
        Caller caller,
        PlanService desk,
        CancellationToken ct
    )
    {
        await using var plan = await desk.OpenAsync(id, caller, expected: null, ct);
        var comment = await WriteAsync(
            plan,
            Guid.CreateVersion7(),
            linkId: null,
            contactId: null,
            "ours",
            caller.Id,
            request.Text
        );
        await plan.CommitAsync();
        return TypedResults.Created($"/v1/plans/{id}/comments", comment);
    }

    /// <summary>The same id twice writes once: a form that is sent again.</summary>
    internal static async Task<PlanComment?> WriteAsync(
        PlanEditSession plan,
        Guid id,
        Guid? linkId,
        Guid? contactId,
        string side,
        string author,
        string text
    )
    {
        if (
            await plan.Work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    PlanId = plan.Plan.Id,
                    linkId,
                    contactId,
                    side,
                    author,
                    text,
                    plan.Now,
                }
            ) > 0
        )
            await plan.RecordAsync("comment written", id, null, null);
        return await plan.Work.SingleOrDefaultAsync<PlanComment>($"{PlanComment.Select} where id = @id", new { id });
    }

    private sealed record Before(Guid Id);

    private const string Insert = """
        insert into plan_comment (id, plan_id, link_id, contact_id, side, author, text, at)
            values (@id, @PlanId, @linkId, @contactId, @side, @author, @text, @Now) on conflict (id) do nothing
        """;

    private const string List =
        $"{PlanComment.Select} where plan_id = @id and (@before::uuid is null or id < @before) order by id desc "
        + $"limit @Limit";
}
