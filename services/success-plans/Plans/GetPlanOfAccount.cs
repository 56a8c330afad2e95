using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Plans;

public static class GetPlanOfAccount
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapGet("/", HandleAsync)
            .WithName(nameof(GetPlanOfAccount))
            .WithDescription("The account's living plan.");

    private static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        HttpResponse response,
        PlanReader reader,
        CancellationToken ct
    ) =>
        await reader.LivingAsync(accountId, ct) is { } id
            ? await GetPlan.HandleAsync(id, response, reader, ct)
            : Problem.NotFound("plan", $"of account {accountId}").ToResult();
}
