using System.Text;
using System.Text.Encodings.Web;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Links;

/// <summary>
/// Pages for people who have a link instead of an account: plain HTML that works without script, by keyboard, with a
/// screen reader, on a phone, in dark mode.
/// </summary>
public static class HtmlPage
{
    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    public static IResult Show(string title, string body, int status = StatusCodes.Status200OK) =>
        new Page(title, body, status);

    /// <summary>Says in friendly words that the link does not work, without revealing what it was for.</summary>
    public static IResult Refuse(LinkRefusal refusal) =>
        Show(refusal.Title, $"<h1>{Encode(refusal.Title)}</h1><p>{Encode(refusal.Text)}</p>", refusal.Status);

    /// <summary>After a form was sent: the browser loads a page of its own, so that reloading sends nothing
    /// again.</summary>
    public static IResult Redirect(string location) => new SeeOther(location);

    /// <summary>The page below the organisation's logo and name, as far as they are set.</summary>
    private sealed class Page(string title, string body, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var organisation = await httpContext
                .RequestServices.GetRequiredService<OrganisationProfile>()
                .ReadAsync(httpContext.RequestAborted);
            await Results
                .Content(Document(title, Mark(organisation) + body), "text/html; charset=utf-8", Encoding.UTF8, status)
                .ExecuteAsync(httpContext);
        }
    }

    private static string Mark(OrganisationHead organisation) =>
        organisation switch
        {
            { Logo: { } logo, Name: var name } =>
                $"<p class=\"organisation\"><img src=\"{logo}\" alt=\"{(name is null ? "Logo" : "")}\" height=\"40\"> "
                    + $"{Encode(name)}</p>",
            { Name: { } name } => $"<p class=\"organisation\">{Encode(name)}</p>",
            _ => "",
        };

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }

    private static string Document(string title, string body) =>
        $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex, nofollow">
            <title>{{Encode(title)}}</title>
            <style>{{Style}}</style>
            </head>
            <body>
            <main>
            {{body}}
            </main>
            </body>
            </html>
            """;

    private const string Style = """
        :root{color-scheme:light dark;--ink:#1c2430;--soft:#566070;--line:#c3cad4;--paper:#fff;--ground:#f2f4f7;
          --strong:#1f5fbf;--on-strong:#fff;--bad:#a81c1c;--good:#17693a}
        @media (prefers-color-scheme:dark){:root{--ink:#e9edf3;--soft:#a9b3c1;--line:#465162;--paper:#1b222c;
          --ground:#11161d;--strong:#8ab4f8;--on-strong:#0d1520;--bad:#ff9d94;--good:#86d6a3}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,
          "Segoe UI",Roboto,"Liberation Sans",sans-serif}
        main{max-width:44rem;margin:2.5rem auto;padding:2rem;background:var(--paper);border:1px solid var(--line);
          border-radius:.75rem}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 1.25rem}
        h2{font-size:1.15rem;margin:2.25rem 0 .75rem}
        p{margin:.5rem 0}
        fieldset{border:0;margin:0 0 1.75rem;padding:0;min-width:0}
        legend,.label{display:block;font-weight:600;padding:0;margin:0 0 .625rem}
        h1 legend{font:inherit}
        .organisation{display:flex;align-items:center;gap:.625rem;font-weight:600;margin:0 0 1.5rem}
        .organisation img{height:2.5rem;width:auto;background:#fff;border-radius:.25rem}
        .soft{color:var(--soft);font-weight:400}
        .scale{display:grid;grid-template-columns:repeat(var(--n),1fr);gap:.375rem}
        .scale label,.choices label{position:relative;display:flex;align-items:center;justify-content:center;
          min-height:2.875rem;border:1px solid var(--line);border-radius:.5rem;cursor:pointer}
        .scale input,.choices input{position:absolute;inset:0;margin:0;opacity:0;width:100%;height:100%;
          cursor:pointer}
        .scale label:has(:checked),.choices label:has(:checked){background:var(--strong);border-color:var(--strong);
          color:var(--on-strong);font-weight:700}
        .scale label:has(:focus-visible),.choices label:has(:focus-visible),textarea:focus-visible,
          input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid var(--strong);
          outline-offset:2px}
        .scale label:hover,.choices label:hover{border-color:var(--strong)}
        .ends{display:flex;justify-content:space-between;gap:1rem;color:var(--soft);font-size:.9375rem;
          margin-top:.375rem}
        .choices{display:grid;gap:.375rem}
        .choices label{justify-content:flex-start;padding:.5rem .875rem}
        .check{display:flex;gap:.625rem;align-items:center;min-height:2.875rem;margin:0 0 1.25rem;cursor:pointer}
        .check input{width:1.375rem;height:1.375rem;flex:none;accent-color:var(--strong)}
        input[type=text],textarea{width:100%;padding:.625rem .75rem;font:inherit;color:inherit;
          background:transparent;border:1px solid var(--line);border-radius:.5rem}
        textarea{min-height:7rem;resize:vertical}
        .field{margin:0 0 1.5rem}
        button{font:inherit;font-weight:600;min-height:2.875rem;padding:.5rem 1.5rem;color:var(--on-strong);
          background:var(--strong);border:0;border-radius:.5rem;cursor:pointer}
        button.quiet{color:var(--strong);background:transparent;border:1px solid var(--strong);padding:.375rem 1rem}
        .errors{border-left:.25rem solid var(--bad);padding:.25rem 0 .25rem 1rem;margin:0 0 1.5rem}
        .error{color:var(--bad);font-weight:600;margin:.375rem 0 0}
        .note{border-left:.25rem solid var(--good);padding:.25rem 0 .25rem 1rem;margin:0 0 1.5rem}
        ul.cards{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}
        ul.cards li{border:1px solid var(--line);border-radius:.5rem;padding:.875rem 1rem;overflow-wrap:anywhere}
        .row{display:flex;flex-wrap:wrap;gap:.375rem .75rem;justify-content:space-between;align-items:center}
        .row+.row{margin-top:.5rem}
        .title{font-weight:600;margin:0;font-size:1.0625rem;flex:1 1 14rem}
        .status{font-size:.875rem;border:1px solid var(--line);border-radius:1rem;padding:.0625rem .75rem;
          white-space:nowrap}
        .status.shipped{color:var(--good);border-color:var(--good)}
        @media (max-width:30rem){main{margin:0;min-height:100vh;border:0;border-radius:0;padding:1.25rem}
          .scale.many{grid-template-columns:repeat(6,1fr)}button:not(.quiet){width:100%}}
        """;
}
