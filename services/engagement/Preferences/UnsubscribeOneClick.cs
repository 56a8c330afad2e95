using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Engagement.ContactBudget;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Preferences;

/// <summary>One click in the reader's mail program (RFC 8058): no log-in, no question, at once.</summary>
public static class UnsubscribeOneClick
{
    public static void Map(IEndpointRouteBuilder page) =>
        page.MapPost("/unsubscribe", HandleAsync).WithName(nameof(UnsubscribeOneClick)).DisableAntiforgery();

    private static async Task<ContentHttpResult> HandleAsync(
        string token,
        HttpRequest request,
        Database database,
        PreferenceLinks links,
        PreferencePages pages,
        CancellationToken ct
    )
    {
        if (await links.FindAsync(token, ct) is not { } link)
            return await pages.NotFoundAsync(request);
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        if (form["List-Unsubscribe"] != "One-Click")
            return TypedResults.Text(
                "List-Unsubscribe=One-Click is missing.",
                statusCode: StatusCodes.Status400BadRequest
            );
        await using var work = await database.BeginAsync(ct);
        await PreferenceChoices.RefuseAsync(
            work,
            link.RecipientId,
            link.Topic ?? OptOut.Any,
            TouchChannels.Email,
            "one_click"
        );
        await work.CommitAsync();
        return TypedResults.Text("Unsubscribed.");
    }
}
