using System.Globalization;
using System.Net;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.Protection;

/// <summary>A problem for a person in front of a browser, who followed a customer's link.</summary>
internal static class RefusalPage
{
    public static bool IsWanted(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "text/html; charset=utf-8";
        if (problem.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var advice = problem.RetryAfter is { } wait
            ? $"Please try again in {wait} s."
            : "Please check the link, or ask the person who sent it for a new one.";
        var title = WebUtility.HtmlEncode(problem.Title);
        return response.WriteAsync(
            $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width"><title>{title}</title></head>
            <body><main><h1>{title}</h1><p>{WebUtility.HtmlEncode(advice)}</p></main></body></html>
            """,
            context.RequestAborted
        );
    }
}
