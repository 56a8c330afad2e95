using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.SuccessPlans.Sharing;

public static class ShowSharedPlan
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapGet("/", HandleAsync).WithName(nameof(ShowSharedPlan));

    private static async Task<ContentHttpResult> HandleAsync(
        string token,
        string? done,
        HttpRequest request,
        ShareLinkAuthorizer links,
        SharedPlanReader reader,
        SharedPages pages,
        CancellationToken ct
    ) =>
        await links.OpenAsync(token, "read", null, request, ct) is { } link
            ? await pages.PlanAsync(await reader.ReadAsync(link, ct), token, NoticeOf(done), ct)
            : await pages.NotFoundAsync();

    private static string? NoticeOf(string? done) =>
        done switch
        {
            "comment" => "Thank you, your comment is here.",
            "step" => "Thank you, that step is done.",
            "claim" => "Thank you, your confirmation is recorded.",
            "missing" => "Please fill in your name and text.",
            "blocked" => "That step waits for another one, which has to be done first.",
            _ => null,
        };
}
