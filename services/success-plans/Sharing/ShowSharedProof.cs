using Microsoft.AspNetCore.Http.HttpResults;
using Platform.SuccessPlans.Plans;
using Platform.SuccessPlans.Value;

namespace Platform.SuccessPlans.Sharing;

public static class ShowSharedProof
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapGet("/proof", HandleAsync).WithName(nameof(ShowSharedProof));

    private static async Task<ContentHttpResult> HandleAsync(
        string token,
        HttpRequest request,
        ShareLinkAuthorizer links,
        PlanReader plans,
        ProofRenderer proofs,
        SharedPages pages,
        CancellationToken ct
    )
    {
        if (await links.OpenAsync(token, "proof", null, request, ct) is not { } link)
            return await pages.NotFoundAsync();
        return await proofs.PageAsync(proofs.Of((await plans.FindAsync(link.PlanId, ct))!), ct);
    }
}
