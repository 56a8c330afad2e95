using Platform.ServiceKit.Http;

namespace Platform.Engagement.Approvals;

/// <summary>Decides by the form of the page behind a link, once.</summary>
public static class DecideOnPage
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapPost("/", HandleAsync).WithName(nameof(DecideOnPage));

    private static async Task<IResult> HandleAsync(
        string token,
        HttpRequest request,
        ApprovalLinks links,
        CancellationToken ct
    )
    {
        if (!request.HasFormContentType)
            return ApprovalPage.Gone();
        var form = await request.ReadFormAsync(ct);
        try
        {
            var decided = await links.DecideAsync(
                token,
                new ApprovalDecision(
                    form["decision"].ToString(),
                    form["shownHash"].ToString(),
                    Note: form["note"].ToString() is { Length: > 0 and <= 2000 } note ? note : null
                ),
                ct
            );
            return decided is null ? ApprovalPage.Gone() : ApprovalPage.Done(decided);
        }
        catch (ProblemException refused) when (refused.Problem.Type == "approvals/stale")
        {
            return await links.OpenAsync(token, ct) is { } current
                ? ApprovalPage.Ask(current, refused.Problem.Detail)
                : ApprovalPage.Gone();
        }
        catch (ProblemException refused)
        {
            return ApprovalPage.Refuse(refused.Problem.Detail ?? refused.Problem.Title, refused.Problem.Status);
        }
    }
}
