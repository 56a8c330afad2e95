using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Renewals;
using Platform.Renewals.Values;
using Platform.ServiceKit.Auth;

namespace Platform.Renewals.Renewals;

/// <param name="Call">commit, best_case or at_risk: the CSM's own word.</param>
public sealed record CallRenewalRequest(RenewalCall Call, [Required, StringLength(2000)] string Reason);

public static class CallRenewal
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals
            .MapPost("/{id:guid}/call", HandleAsync)
            .WithName(nameof(CallRenewal))
            .WithDescription(
                "The CSM says what they expect. The call counts in the forecast and stands beside health and stage."
            );

    private static Task<Results<Ok<RenewalResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CallRenewalRequest request,
        HttpContext http,
        Caller caller,
        RenewalChanges changes,
        CancellationToken ct
    ) =>
        changes.ApplyAsync(
            id,
            http,
            request.Reason,
            async (work, renewal, now) =>
            {
                await work.ExecuteAsync(
                    "update renewal set call = @Call, call_reason = @Reason, called_by = @By, called_at = @now "
                        + "where id = @id",
                    new
                    {
                        Call = request.Call.ToText(),
                        request.Reason,
                        By = caller.Id,
                        now,
                        id,
                    }
                );
                return new RenewalCalled(
                    renewal.AccountId,
                    id,
                    renewal.Version + 1,
                    request.Call.ToText(),
                    renewal.EndsOn
                );
            },
            ct
        );
}
