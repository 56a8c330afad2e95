using Microsoft.AspNetCore.Http.HttpResults;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

public static class CommentOnSharedPlan
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapPost("/comments", HandleAsync).WithName(nameof(CommentOnSharedPlan));

    private static async Task<Results<SeeOtherResult, ContentHttpResult>> HandleAsync(
        string token,
        HttpRequest request,
        ShareLinkAuthorizer links,
        PlanService plans,
        SharedPages pages,
        CancellationToken ct
    )
    {
        if (await links.OpenAsync(token, "comment", null, request, ct) is not { } link)
            return await pages.NotFoundAsync();
        var form = await SharedForm.ReadAsync(request, ct);
        var (name, text) = (link.ContactName ?? form.Field("name", 200), form.Field("text", 4000));
        if (name is null || text is null)
        {
            await links.RecordRefusalAsync(link, "incomplete", ct);
            return SeeOtherResult.ToPage(token, "missing", "comments");
        }

        await using var plan = await plans.OpenAsync(link.PlanId, ShareLinkAuthorizer.ActorOf(link), ct);
        var id = Guid.TryParse(form["id"], out var given) ? given : Guid.CreateVersion7();
        await AddComment.WriteAsync(plan, id, link.Id, link.ContactId, "customer", name, text);
        await plan.CommitAsync();
        return SeeOtherResult.ToPage(token, "comment", "comments");
    }
}
