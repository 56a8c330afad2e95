using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.MailSink;

public static class ShowMails
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/", Handle).WithName(nameof(ShowMails));

    private static ContentHttpResult Handle(MailStore store)
    {
        var page = new StringBuilder(Head);
        var all = store.All;
        page.Append(CultureInfo.InvariantCulture, $"<h1>{all.Count} mails</h1>");
        foreach (var mail in all.Reverse().Take(Most))
            page.Append(
                CultureInfo.InvariantCulture,
                $"""
                <article><h2>{Encode(mail.Subject)}</h2>
                <p>{Encode(mail.From)} to {Encode(string.Join(", ", mail.EnvelopeTo))},
                <time>{mail.ReceivedAt:u}</time>, <a href="/mails/{mail.Number}/source">source</a></p>
                <pre>{Encode(mail.Text ?? mail.Html ?? "")}</pre></article>
                """
            );
        return TypedResults.Text(page.Append("</main></body></html>").ToString(), "text/html; charset=utf-8");
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private const string Head = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mail sink</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:50rem;
        padding:1rem}article{border-top:1px solid;padding:.5rem 0}h2{font-size:1.1rem;margin:.25rem 0}p{margin:0}
        pre{white-space:pre-wrap;overflow-wrap:anywhere}</style></head><body><main>
        """;
}
