using Microsoft.AspNetCore.Diagnostics;
using Platform.Workspace.Api;

namespace Platform.Workspace.Shell;

/// <summary>Who looks at the page, in which zone and theme, and how people on it are called.</summary>
public sealed class Viewer(GatewayApi api, IHttpContextAccessor context)
{
    private Task<Answer<Me>>? _me;
    private Task<IReadOnlyDictionary<string, Person>>? _people;

    /// <summary>Null only while the platform does not answer.</summary>
    public async Task<Me?> MeAsync() => (await (_me ??= api.ReadAsync<Me>("/v1/me"))).Value;

    /// <summary>The roster by user id; empty while it cannot be read.</summary>
    public Task<IReadOnlyDictionary<string, Person>> PeopleAsync() => _people ??= ReadPeopleAsync();

    /// <summary>Path and query as the browser shows them, also where another page is shown in their place.</summary>
    public string Path
    {
        get
        {
            var http = context.HttpContext!;
            return http.Features.Get<IStatusCodeReExecuteFeature>() is { } shown
                ? shown.OriginalPath + shown.OriginalQueryString
                : http.Request.Path + http.Request.QueryString;
        }
    }

    /// <summary>auto, light, dark or contrast.</summary>
    public string Theme =>
        context.HttpContext?.Request.Cookies[ChooseTheme.Cookie] is { } theme && ChooseTheme.Themes.Contains(theme)
            ? theme
            : "auto";

    /// <summary>The browser's zone as it told it; UTC before it did.</summary>
    public TimeZoneInfo Zone =>
        context.HttpContext?.Request.Cookies["zone"] is { } name
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : TimeZoneInfo.Utc;

    private async Task<IReadOnlyDictionary<string, Person>> ReadPeopleAsync() =>
        ((await api.ReadAllAsync<Person>("/v1/people")).Value ?? []).ToDictionary(
            person => person.Id,
            StringComparer.Ordinal
        );
}
