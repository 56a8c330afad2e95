namespace Platform.Engagement.Approvals;

/// <summary>The page behind a link. Reading it decides nothing: scanners of mail follow links.</summary>
public static class ShowApprovalPage
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/", HandleAsync).WithName(nameof(ShowApprovalPage));

    private static async Task<IResult> HandleAsync(string token, ApprovalLinks links, CancellationToken ct) =>
        await links.OpenAsync(token, ct) is { } approval ? ApprovalPage.Ask(approval) : ApprovalPage.Gone();
}
