using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Plans;

internal static class PlanEditSessionExtensions
{
    /// <summary>Commits and answers with the plan as it is now.</summary>
    public static async Task<Ok<PlanView>> CommitAndReturnAsync(
        this PlanEditSession plan,
        PlanReader reader,
        HttpResponse response,
        CancellationToken ct
    )
    {
        await plan.CommitAsync();
        var view = (await reader.FindAsync(plan.Plan.Id, ct))!;
        response.SetETag(view.Version);
        return TypedResults.Ok(view);
    }
}
