using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

public sealed record CancelOnboardingRequest([Required, StringLength(2000)] string Reason);

internal static class CancelOnboarding
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings
            .MapPost("/{id:guid}/cancellation", HandleAsync)
            .WithName(nameof(CancelOnboarding))
            .WithDescription("Ends an onboarding that leads nowhere.");

    private static async Task<Results<Ok<OnboardingView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CancelOnboardingRequest request,
        Caller caller,
        Database database,
        Ownership ownership,
        CancellationToken ct
    )
    {
        await OnboardingAccess.RequireAsync(id, caller, database, ownership, ct);
        await using var work = await database.BeginAsync(ct);
        if (await work.ExecuteAsync(Cancel, new { id, request.Reason }) == 0)
            return OnboardingProblems
                .NotOpen(
                    id,
                    (
                        await work.ScalarAsync<string>(
                            "select status from onboarding where onboarding_id = @id",
                            new { id }
                        )
                    )!
                )
                .ToResult();
        var view = await OnboardingView.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Ok(view);
    }

    private const string Cancel = """
        update onboarding set status = 'cancelled', cancelled_reason = @Reason, stalled_since = null,
            stall_cause = null, version = version + 1
        where onboarding_id = @id and status = 'open'
        """;
}
