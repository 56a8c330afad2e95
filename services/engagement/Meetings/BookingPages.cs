using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.Engagement.Meetings;

/// <summary>Renders the pages on which customers book. The framework encodes every value.</summary>
internal sealed class BookingPages(IServiceProvider services, ILoggerFactory loggers)
{
    public static string PathOf(string token) => $"/booking/{token}";

    public Task<ContentHttpResult> BookAsync(
        string token,
        BookingLinkRow link,
        IReadOnlyList<DateTimeOffset> slots,
        TimeZoneInfo zone,
        BookingForm? form = null,
        string? error = null
    ) =>
        RenderAsync<BookingPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(BookingPage.Path)] = PathOf(token),
                [nameof(BookingPage.Link)] = link,
                [nameof(BookingPage.Slots)] = slots,
                [nameof(BookingPage.Zone)] = zone,
                [nameof(BookingPage.Form)] = form,
                [nameof(BookingPage.Error)] = error,
            },
            error is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict
        );

    public Task<ContentHttpResult> MeetingAsync(
        string token,
        MeetingRow meeting,
        IReadOnlyList<DateTimeOffset> slots,
        TimeZoneInfo zone,
        string? error = null
    ) =>
        RenderAsync<MeetingPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(MeetingPage.Path)] = PathOf(token),
                [nameof(MeetingPage.Meeting)] = meeting,
                [nameof(MeetingPage.Slots)] = slots,
                [nameof(MeetingPage.Zone)] = zone,
                [nameof(MeetingPage.Error)] = error,
            },
            error is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict
        );

    public Task<ContentHttpResult> NotFoundAsync() =>
        RenderAsync<BookingNotFoundPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal),
            StatusCodes.Status404NotFound
        );

    private async Task<ContentHttpResult> RenderAsync<TPage>(IDictionary<string, object?> parameters, int status)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString()
        );
        return TypedResults.Text(html, "text/html; charset=utf-8", statusCode: status);
    }
}
