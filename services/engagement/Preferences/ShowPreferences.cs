using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Engagement.Preferences;

public static class ShowPreferences
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapGet("/", HandleAsync).WithName(nameof(ShowPreferences));

    private static async Task<ContentHttpResult> HandleAsync(
        string token,
        string? done,
        HttpRequest request,
        PreferenceLinks links,
        PreferencePages pages,
        CancellationToken ct
    ) =>
        await links.FindAsync(token, ct) is { } link
            ? await pages.ShowAsync(link, token, done == "saved", request, ct)
            : await pages.NotFoundAsync(request);
}
