using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.ContactBudget;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Preferences;

public static class SavePreferences
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapPost("/", HandleAsync).WithName(nameof(SavePreferences)).DisableAntiforgery();

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> HandleAsync(
        string token,
        HttpRequest request,
        Database database,
        PreferenceLinks links,
        PreferencePages pages,
        CancellationToken ct
    )
    {
        if (await links.FindAsync(token, ct) is not { } link)
            return await pages.NotFoundAsync(request);
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        var wanted = form["none"].Count > 0 ? [] : form["want"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        await using var work = await database.BeginAsync(ct);
        await PreferenceChoices.ReplaceAsync(
            work,
            link.RecipientId,
            [
                .. TouchTopics.Optional.SelectMany(topic =>
                    // A topic that is wanted nowhere is refused on every channel, also on those that the page has not.
                    PreferenceChoices.Channels.Any(channel => wanted.Contains($"{topic}/{channel}"))
                        ? PreferenceChoices
                            .Channels.Where(channel => !wanted.Contains($"{topic}/{channel}"))
                            .Select(channel => (topic, channel))
                        : [(topic, OptOut.Any)]
                ),
            ]
        );
        await work.CommitAsync();
        // A page of its own: a reload sends nothing again.
        return TypedResults.Redirect($"{PreferencePages.PathOf(token)}?done=saved");
    }
}
