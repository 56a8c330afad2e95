using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.ServiceKit.Http;

namespace Platform.Gateway.ApiDocument;

/// <summary><c>/openapi/v1.json</c>, one document for the whole platform, <c>/openapi/who-may-call.md</c>, and
/// <c>/docs</c>, a page to read and try it.</summary>
public static class ShowApiDocument
{
    private const string PagePolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' "
        + "data:; frame-ancestors 'none'";

    public static void Map(WebApplication app)
    {
        app.MapGet("/openapi/v1.json", async (HttpRequest request, ServiceDocuments documents, CancellationToken ct) =>
                Results.Bytes(WithAddress(await documents.MergedAsync(ct), request), "application/json")
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet("/openapi/who-may-call.md", async (ServiceDocuments documents, CancellationToken ct) =>
                Results.Text(
                    WhoMayCall.ToMarkdown(JsonNode.Parse(await documents.MergedAsync(ct))!.AsObject()),
                    "text/markdown; charset=utf-8"
                )
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapGet("/", () => Results.Redirect("/docs")).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Generators want to know where the API is, not only that it is where the document came from.</summary>
    private static byte[] WithAddress(byte[] document, HttpRequest request)
    {
        var relative = "\"url\":\"/\""u8;
        var at = document.AsSpan().IndexOf(relative);
        if (at < 0)
            return document;
        var address = JsonSerializer.SerializeToUtf8Bytes($"{request.Scheme}://{request.Host}");
        return [.. document.AsSpan(0, at), .. "\"url\":"u8, .. address, .. document.AsSpan(at + relative.Length)];
    }

    /// <summary>Before the kit's pipeline, whose fallback policy wants a token.</summary>
    public static void UseApiPage(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal),
            page =>
            {
                page.Use(
                    (context, next) =>
                    {
                        context.Response.Headers.ContentSecurityPolicy = PagePolicy;
                        return HeadRequests.ReadAsGetAsync(context, _ => next(context));
                    }
                );
                page.UseSwaggerUI(options =>
                {
                    options.RoutePrefix = "docs";
                    options.DocumentTitle = "Retention Platform API";
                    options.SwaggerEndpoint("/openapi/v1.json", "Retention Platform");
                });
            }
        );
    }
}
