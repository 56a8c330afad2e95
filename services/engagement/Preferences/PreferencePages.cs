using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.ContactBudget;
using Platform.Engagement.Pages;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Preferences;

/// <summary>The pages that a link opens.</summary>
public sealed class PreferencePages(PageRenderer renderer, Database database)
{
    public static string PathOf(string token) => $"/preferences/{token}";

    internal async Task<ContentHttpResult> ShowAsync(
        ActivePreferenceLink link,
        string token,
        bool isSaved,
        HttpRequest request,
        CancellationToken ct
    )
    {
        var refused = await PreferenceChoices.ReadAsync(database, link.RecipientId, ct);
        return await renderer.RenderAsync<PreferencePage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(PreferencePage.Words)] = WordsOf(link.Locale, request),
                [nameof(PreferencePage.Path)] = PathOf(token),
                [nameof(PreferencePage.Topics)] = TouchTopics.Optional,
                [nameof(PreferencePage.Channels)] = PreferenceChoices.Channels,
                [nameof(PreferencePage.Wants)] =
                    (Func<string, string, bool>)((topic, channel) => PreferenceChoices.Wants(refused, topic, channel)),
                [nameof(PreferencePage.IsSaved)] = isSaved,
            }
        );
    }

    /// <summary>For a link that is unknown or revoked: to the outside it is the same.</summary>
    public Task<ContentHttpResult> NotFoundAsync(HttpRequest request) =>
        renderer.RenderAsync<PreferenceLinkNotFoundPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(PreferenceLinkNotFoundPage.Words)] = WordsOf(null, request),
            },
            StatusCodes.Status404NotFound
        );

    private static PreferenceWords WordsOf(string? locale, HttpRequest request) =>
        PreferenceWords.For(locale, request.Headers.AcceptLanguage.ToString());
}
