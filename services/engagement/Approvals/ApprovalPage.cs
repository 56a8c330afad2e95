using System.Text;
using System.Text.Encodings.Web;

namespace Platform.Engagement.Approvals;

/// <summary>The page behind a link: plain HTML that works without script.</summary>
internal static class ApprovalPage
{
    public static IResult Ask(ApprovalResponse approval, string? notice = null) =>
        Show(
            $"Decide: {approval.Draft.Subject ?? approval.Step}",
            $"""
            <h1>{Encode(approval.Draft.Subject ?? approval.Step)}</h1>
            {(notice is null ? "" : $"<p role=\"alert\">{Encode(notice)}</p>")}
            <p>To: {Encode(
                approval.Draft.Recipients.Count == 0 ? "nobody outside" : string.Join(", ", approval.Draft.Recipients)
            )}</p>
            <p>Why you are asked: {Encode(
                approval.Classes.Count == 0 ? "the playbook asks" : string.Join(", ", approval.Classes)
            )}</p>
            <pre>{Encode(approval.Draft.Body)}</pre>
            <form method="post">
            <input type="hidden" name="shownHash" value="{Encode(approval.ShownHash)}">
            <p><label for="note">A note, if you like</label><br>
            <textarea id="note" name="note" maxlength="2000"></textarea></p>
            <p><button name="decision" value="approved">Approve</button>
            <button name="decision" value="refused">Refuse</button></p>
            </form>
            """
        );

    public static IResult Done(ApprovalResponse approval) =>
        Show("Decided", $"<h1>It is {Encode(approval.State)}</h1><p>You can close this page.</p>");

    public static IResult Gone() =>
        Show(
            "This link does not work",
            "<h1>This link does not work</h1><p>It was used, or is too old. Look into your inbox.</p>",
            StatusCodes.Status404NotFound
        );

    public static IResult Refuse(string detail, int status) =>
        Show("It could not be decided", $"<h1>It could not be decided</h1><p>{Encode(detail)}</p>", status);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static IResult Show(string title, string body, int status = StatusCodes.Status200OK) =>
        Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex, nofollow">
            <title>{Encode(title)}</title>
            </head>
            <body>
            <main>
            {body}
            </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8",
            Encoding.UTF8,
            status
        );
}
