using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Engagement.Preferences;

/// <summary>What a scanner or a person gets who opens the link of <c>List-Unsubscribe</c>: the page. Nothing
/// changes.</summary>
public static class ShowUnsubscribe
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapGet("/unsubscribe", HandleAsync).WithName(nameof(ShowUnsubscribe));

    private static async Task<ContentHttpResult> HandleAsync(
        string token,
        HttpRequest request,
        PreferenceLinks links,
        PreferencePages pages,
        CancellationToken ct
    ) =>
        await links.FindAsync(token, ct) is { } link
            ? await pages.ShowAsync(link, token, isSaved: false, request, ct)
            : await pages.NotFoundAsync(request);
}
