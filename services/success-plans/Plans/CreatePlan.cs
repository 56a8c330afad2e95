using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Plans;

/// <param name="TemplateId">None: the template of the first segment that the account is in.</param>
/// <param name="StartsOn">None: today.</param>
public sealed record CreatePlanRequest(
    Guid AccountId,
    Guid? TemplateId,
    DateOnly? StartsOn,
    [StringLength(4000)] string? Summary
);

public static class CreatePlan
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreatePlan))
            .WithDescription(
                "Makes a plan from the template of the first segment that the account is in, or from the one that is "
                    + "named. An account has one living plan."
            );

    private static async Task<Results<Created<PlanView>, ProblemHttpResult>> HandleAsync(
        CreatePlanRequest request,
        Caller caller,
        HttpResponse response,
        AccountDirectory accounts,
        Ownership ownership,
        PlanOpener opener,
        Database database,
        PlanReader reader,
        CancellationToken ct
    )
    {
        var account = await accounts.RequireAsync(request.AccountId, ct);
        await ownership.RequireAsync(caller, request.AccountId, ct);
        Guid id;
        await using (var work = await database.BeginAsync(ct))
        {
            (id, var problem) = await opener.OpenAsync(
                work,
                account,
                request.TemplateId,
                request.StartsOn,
                request.Summary,
                caller.Id
            );
            if (problem is not null)
                return problem.ToResult();
            await work.CommitAsync();
        }

        var plan = (await reader.FindAsync(id, ct))!;
        response.SetETag(plan.Version);
        return TypedResults.Created($"/v1/plans/{id}", plan);
    }
}
