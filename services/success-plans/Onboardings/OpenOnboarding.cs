using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Onboardings;

/// <param name="SignedOn">Time to first value and due dates count from it; today where it is missing.</param>
public sealed record OpenOnboardingRequest(Guid AccountId, DateOnly? SignedOn);

/// <summary><c>POST /v1/onboardings</c>: for what was sold without a contract in the platform. Contracts open theirs by
/// themselves.</summary>
internal static class OpenOnboarding
{
    public static void Map(IEndpointRouteBuilder onboardings) =>
        onboardings.MapPost("/", HandleAsync).WithName(nameof(OpenOnboarding));

    private static async Task<Results<Created<OnboardingView>, ProblemHttpResult>> HandleAsync(
        OpenOnboardingRequest request,
        Caller caller,
        Database database,
        AccountDirectory accounts,
        Ownership ownership,
        OnboardingOpener opener,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        var account = await accounts.RequireAsync(request.AccountId, ct);
        await ownership.RequireAsync(caller, account.AccountId, ct);
        var signedOn = request.SignedOn ?? day.Today;
        if (signedOn > day.Today)
            return Problem.Invalid("signedOn", $"{signedOn:yyyy-MM-dd} lies in the future").ToResult();
        await using var work = await database.BeginAsync(ct);
        if (await opener.OpenAsync(work, account, null, signedOn) is not { } id)
            return OnboardingProblems.AlreadyOpen(account.AccountId).ToResult();
        var view = await OnboardingView.ReadAsync(work, id);
        await work.CommitAsync();
        return TypedResults.Created($"/v1/onboardings/{id}", view);
    }
}
