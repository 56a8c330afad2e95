using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Platform.Workspace.Shell;

/// <summary>Remembers light, dark or high contrast in this browser.</summary>
public static class ChooseTheme
{
    public const string Cookie = "theme";

    public static readonly IReadOnlyList<string> Themes = ["auto", "light", "dark", "contrast"];

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/theme", Handle).WithName(nameof(ChooseTheme));

    private static RedirectHttpResult Handle([FromForm] string theme, [FromForm] string? from, HttpContext http)
    {
        if (Themes.Contains(theme, StringComparer.Ordinal))
            http.Response.Cookies.Append(
                Cookie,
                theme,
                new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = http.Request.IsHttps,
                    IsEssential = true,
                }
            );
        return TypedResults.LocalRedirect(from is ['/', not '/' and not '\\', ..] ? from : "/");
    }
}
