using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Audit;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

/// <param name="Brief">Parts that are null stay as they are.</param>
/// <param name="Checklist">Replaces the list as a whole; left out: it stays.</param>
public sealed record ChangeHandoverRequest(HandoverBrief? Brief = null, IReadOnlyList<ChecklistItem>? Checklist = null);

/// <summary>Fills in the brief and ticks off the checklist while the hand-over is open.</summary>
public static class ChangeHandover
{
    public static void Map(IEndpointRouteBuilder handovers) =>
        handovers.MapPatch("/{id:guid}", HandleAsync).WithName(nameof(ChangeHandover));

    private static async Task<Results<Ok<Handover>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ChangeHandoverRequest request,
        Database database,
        AuditLog audit,
        Caller caller,
        HttpRequest http,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        var before = await HandoverStore.LockAsync(work, id);
        if (before is null)
            return HandoverProblems.NotFound(id).ToResult();
        if (!caller.WritesAllAccounts && caller.Id != before.FromPersonId && caller.Id != before.ToPersonId)
            return HandoverProblems.NotYours(before).ToResult();
        if (before.Status != Handover.Proposed)
            return HandoverProblems.Decided(before).ToResult();
        if (expected is { } version && version != before.Version)
            return (await LostUpdates.DescribeAsync(work, "handover", id, version, before.Version, before)).ToResult();

        var brief = new HandoverBrief(
            request.Brief?.Goals ?? before.Brief.Goals,
            request.Brief?.PainPoints ?? before.Brief.PainPoints,
            request.Brief?.Stakeholders ?? before.Brief.Stakeholders,
            request.Brief?.Commitments ?? before.Brief.Commitments,
            request.Brief?.OpenRisks ?? before.Brief.OpenRisks
        );
        var after = before with { Brief = brief, Checklist = request.Checklist ?? before.Checklist };
        await HandoverStore.UpdateAsync(work, after);
        await audit.WriteAsync(
            work,
            new AuditEntry(
                "changed",
                "handover",
                id,
                before.AccountId,
                new { before.Brief, before.Checklist },
                new { after.Brief, after.Checklist },
                Version: before.Version + 1
            )
        );
        await work.CommitAsync();
        response.SetETag(before.Version + 1);
        return TypedResults.Ok(after with { Version = before.Version + 1 });
    }
}
