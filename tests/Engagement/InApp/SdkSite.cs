using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Platform.Engagement.Tests.InApp;

/// <summary>
/// A customer's product on a port of its own, which serves the SDK's modules beside its pages under a strict policy,
/// and the platform on another port.
/// </summary>
internal sealed class SdkSite : IAsyncDisposable
{
    private readonly WebApplication _product;
    private readonly WebApplication _platform;
    private readonly HttpClient _service;

    private SdkSite(EngagementUnderTest engagement)
    {
        _service = engagement.CreateClient();
        _platform = Create(ForwardAsync);
        _product = Create(AnswerAsync);
    }

    public string Product => AddressOf(_product);

    /// <summary>Answers for the platform; false: every connection to it is cut.</summary>
    public bool IsOnline { get; set; } = true;

    /// <summary>What the product's backend gives its page.</summary>
    public Func<string> Token { get; set; } = () => "";

    /// <summary>The body of the product's page.</summary>
    public string Body { get; set; } = """<h1>Reports</h1><button data-rp="export" id="export">Export</button>""";

    public bool HasConsent { get; set; } = true;

    public static async Task<SdkSite> OpenAsync(EngagementUnderTest engagement)
    {
        var site = new SdkSite(engagement);
        await site._platform.StartAsync();
        await site._product.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        await _platform.DisposeAsync();
    }

    private static WebApplication Create(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(answer);
        return app;
    }

    private static string AddressOf(WebApplication app) =>
        app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single()
            .TrimEnd('/');

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.StartsWith("/sdk/", StringComparison.Ordinal))
            return ForwardAsync(context);
        // As strict as a product may be: one other host, scripts of its own only, Trusted Types.
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; connect-src {AddressOf(_platform)}; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";
        if (path == "/app.js")
        {
            context.Response.ContentType = "text/javascript; charset=utf-8";
            return context.Response.WriteAsync(
                $$"""
                import { start } from "/sdk/rp.js";
                window.violations = [];
                document.addEventListener("securitypolicyviolation",
                  (e) => window.violations.push(e.violatedDirective));
                const token = document.querySelector("meta[name=token]").content;
                window.rp = start({ server: "{{AddressOf(_platform)}}", token: () => token,
                  consent: {{(HasConsent ? "true" : "false")}} });
                """
            );
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Product</title>
            <meta name="token" content="{Token()}"><script type="module" src="/app.js"></script></head>
            <body><main>{Body}</main></body></html>
            """
        );
    }

    private async Task ForwardAsync(HttpContext context)
    {
        if (!IsOnline && context.Request.Method == "POST")
        {
            context.Abort();
            return;
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path);
        if (context.Request.Headers.Origin.ToString() is { Length: > 0 } origin)
            request.Headers.Add("Origin", origin);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        using var answer = await _service.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed))
            context.Response.Headers.AccessControlAllowOrigin = allowed.Single();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
