using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Plans;

/// <summary>Reads plans: one whole, many in summary, and the history of who changed what.</summary>
public static class GetPlan
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans.MapGet("/{id:guid}", HandleAsync).WithName(nameof(GetPlan));

    internal static async Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        PlanReader reader,
        CancellationToken ct
    )
    {
        if (await reader.FindAsync(id, ct) is not { } plan)
            return Problem.NotFound("plan", id).ToResult();
        response.SetETag(plan.Version);
        return TypedResults.Ok(plan);
    }
}
