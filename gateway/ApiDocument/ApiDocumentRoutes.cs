using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace Platform.Gateway.ApiDocument;

/// <summary><c>/openapi/v1.json</c>, one document for the whole platform, <c>/openapi/who-may-call.md</c>, and
/// <c>/docs</c>, a page to read and try it.</summary>
public static class ApiDocumentRoutes
{
    public static void Map(WebApplication app)
    {
        ShowApiDocument.Map(app);
        ShowWhoMayCall.Map(app);
        app.MapGet("/", () => TypedResults.Redirect("/docs")).AllowAnonymous().ExcludeFromDescription();
        app.MapScalarApiReference("/docs", (options, context) =>
            {
                options.WithTitle("Retention Platform API").AddDocument("v1", routePattern: "/openapi/v1.json");
                // Nothing from elsewhere: the page works without the internet and tells no one of its use.
                options
                    .DisableDefaultFonts()
                    .DisableTelemetry()
                    .DisableAgent()
                    .DisableMcp()
                    .HideClientButton()
                    .HideDeveloperTools();
                var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
                options.WithNonce(nonce);
                context.Response.Headers.ContentSecurityPolicy =
                    $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'";
            })
            .AllowAnonymous()
            .ExcludeFromDescription();
    }
}
