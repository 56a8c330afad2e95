using System.Globalization;
using Grpc.Core;
using Platform.Plans.V1;

namespace Platform.Engagement.Meetings;

/// <summary>Success plans, over gRPC.</summary>
internal sealed class PlanDaysClient(PlansService.PlansServiceClient plans) : IPlanDaysClient
{
    public async Task<(Guid AccountId, IReadOnlyList<PlanDay> Days)?> FindAsync(Guid planId, CancellationToken ct)
    {
        try
        {
            var plan = await plans.GetPlanAsync(new GetPlanRequest { Id = planId.ToString() }, cancellationToken: ct);
            return (
                Guid.Parse(plan.AccountId),
                [
                    .. plan
                        .Objectives.Where(objective => objective.DueOn.Length > 0)
                        .Select(objective => new PlanDay(
                            objective.Id,
                            objective.Text,
                            DateOnly.ParseExact(objective.DueOn, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                        )),
                ]
            );
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
    }
}
