using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Sharing;

/// <summary>The same as the page, as data for a page of one's own.</summary>
public static class GetSharedPlan
{
    public static void Map(IEndpointRouteBuilder shared) =>
        shared
            .MapGet("/{token}", HandleAsync)
            .WithName(nameof(GetSharedPlan))
            .WithDescription(
                "What the customer with the link sees of their plan. Needs no token: the link is the right."
            );

    private static async Task<Results<Ok<SharedView>, ProblemHttpResult>> HandleAsync(
        string token,
        HttpRequest request,
        ShareLinkAuthorizer links,
        SharedPlanReader reader,
        CancellationToken ct
    ) =>
        await links.OpenAsync(token, "read", null, request, ct) is { } link
            ? TypedResults.Ok(await reader.ReadAsync(link, ct))
            : LinkNotFound().ToResult();

    private static Problem LinkNotFound() =>
        new(
            "shared/no-such-link",
            StatusCodes.Status404NotFound,
            "Link not found or expired.",
            "It is misspelt, has expired or was revoked. Ask your contact for a new one."
        );
}
