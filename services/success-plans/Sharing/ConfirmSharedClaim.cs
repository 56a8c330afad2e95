using Microsoft.AspNetCore.Http.HttpResults;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Value;

namespace Platform.SuccessPlans.Sharing;

public static class ConfirmSharedClaim
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapPost("/claims/{claimId:guid}/confirmation", HandleAsync).WithName(nameof(ConfirmSharedClaim));

    private static async Task<Results<SeeOtherResult, ContentHttpResult>> HandleAsync(
        string token,
        Guid claimId,
        HttpRequest request,
        ShareLinkAuthorizer links,
        PlanService plans,
        SharedPages pages,
        CancellationToken ct
    )
    {
        if (await links.OpenAsync(token, "confirm value", claimId, request, ct) is not { } link)
            return await pages.NotFoundAsync();
        var form = await SharedForm.ReadAsync(request, ct);
        if ((link.ContactName ?? form.Field("name", 200)) is not { } name)
        {
            await links.RecordRefusalAsync(link, "incomplete", ct);
            return SeeOtherResult.ToPage(token, "missing", "value");
        }

        await using var plan = await plans.OpenAsync(link.PlanId, ShareLinkAuthorizer.ActorOf(link), ct);
        var (_, problem) = await ConfirmValue.ApplyConfirmationAsync(
            plan,
            claimId,
            name,
            link.ContactId,
            "shared_link"
        );
        if (problem is null)
        {
            await plan.CommitAsync();
            return SeeOtherResult.ToPage(token, "claim", "value");
        }

        await plan.DisposeAsync();
        if (await links.RecordRefusalAsync(link, problem, ct))
            return await pages.NotFoundAsync();
        return SeeOtherResult.ToPage(token, "claim", "value");
    }
}
