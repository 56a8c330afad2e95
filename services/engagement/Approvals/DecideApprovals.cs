using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Approvals;

/// <param name="Id">The approval.</param>
/// <param name="ShownHash">The <c>shownHash</c> of what was seen.</param>
public sealed record DecideApprovalsItem([Required] Guid Id, [Required] string ShownHash);

/// <param name="Decision"><c>approved</c> or <c>refused</c>.</param>
/// <param name="Approvals">1–50, all of one step of one playbook and of the same classes.</param>
/// <param name="Note">Why.</param>
public sealed record DecideApprovalsRequest(
    [Required] string Decision,
    [Required, Length(1, 50)] IReadOnlyList<DecideApprovalsItem> Approvals,
    [StringLength(2000)] string? Note
);

/// <param name="Results">One for each approval, in their order.</param>
public sealed record DecideApprovalsResponse(IReadOnlyList<DecidedApproval> Results);

public static class DecideApprovals
{
    public static void Map(IEndpointRouteBuilder approvals) =>
        approvals
            .MapPost("/decisions", HandleAsync)
            .WithName(nameof(DecideApprovals))
            .WithDescription("Decides up to 50 of one class and template; each succeeds or fails by itself.")
            .LetExecutivesWrite();

    private static async Task<Results<Ok<DecideApprovalsResponse>, ProblemHttpResult>> HandleAsync(
        DecideApprovalsRequest request,
        Caller caller,
        Database database,
        ApprovalDecisions decisions,
        CancellationToken ct
    )
    {
        var ids = request.Approvals.Select(one => one.Id).ToArray();
        var kinds = await database.QueryAsync<string>(Kinds, new { ids }, ct);
        if (kinds.Count > 1)
            return Problem
                .Invalid(
                    "approvals",
                    $"are of {kinds.Count} templates or classes ({string.Join("; ", kinds)}); decide one at a time"
                )
                .ToResult();
        var results = new List<DecidedApproval>();
        foreach (var one in request.Approvals)
        {
            try
            {
                var decided = await decisions.DecideAsync(
                    one.Id,
                    new ApprovalDecision(request.Decision, one.ShownHash, Note: request.Note),
                    caller,
                    ct
                );
                results.Add(new DecidedApproval(one.Id, decided.State, null, null));
            }
            catch (ProblemException refused)
            {
                results.Add(new DecidedApproval(one.Id, null, refused.Problem.Type, refused.Problem.Detail));
            }
        }

        return TypedResults.Ok(new DecideApprovalsResponse(results));
    }

    private const string Kinds = """
        select distinct playbook || '/' || step || ' ' || array_to_string(classes, ', ') from approval
        where id = any(@ids) order by 1
        """;
}
