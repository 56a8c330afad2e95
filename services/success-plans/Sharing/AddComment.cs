using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

public sealed record AddCommentRequest([Required, StringLength(4000, MinimumLength = 1)] string Text);

public static class AddComment
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/{id:guid}/comments", HandleAsync)
            .WithName(nameof(AddComment))
            .WithDescription("Adds a comment that both sides see.");

    private static async Task<Created<PlanComment>> HandleAsync(
        Guid id,
        AddCommentRequest request,
        Caller caller,
        PlanService plans,
        CancellationToken ct
    )
    {
        await using var plan = await plans.OpenAsync(id, caller, expected: null, ct);
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

    private const string Insert = """
        insert into plan_comment (id, plan_id, link_id, contact_id, side, author, text, at)
            values (@id, @PlanId, @linkId, @contactId, @side, @author, @text, @Now) on conflict (id) do nothing
        """;
}
