using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Onboardings;

internal static class GetAccountOnboarding
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapGet("/onboarding", HandleAsync)
            .WithName(nameof(GetAccountOnboarding))
            .WithDescription("The account's latest onboarding.");

    private static async Task<Results<Ok<OnboardingView>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        HttpResponse response,
        Database database,
        CancellationToken ct
    ) =>
        await database.ScalarAsync<Guid?>(Latest, new { accountId }, ct) is { } id
            ? await GetOnboarding.HandleAsync(id, response, database, ct)
            : Problem.NotFound("onboarding of account", accountId).ToResult();

    internal const string Latest =
        "select onboarding_id from onboarding where account_id = @accountId order by status = 'open' desc, "
        + "opened_on desc, onboarding_id desc limit 1";
}
