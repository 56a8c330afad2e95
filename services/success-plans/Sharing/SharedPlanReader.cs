using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

/// <summary>A plan as the customer with the link sees it.</summary>
public sealed class SharedPlanReader(PlanReader plans, Database database)
{
    private const int NewestComments = 100;

    public async Task<SharedView> ReadAsync(ActiveShareLink link, CancellationToken ct)
    {
        var plan = (await plans.FindAsync(link.PlanId, ct))!;
        var comments = await database.QueryAsync<PlanComment>(Comments, new { link.PlanId, NewestComments }, ct);
        return SharedView.Of(plan, comments, link);
    }

    private const string Comments = $"""
        select * from ({PlanComment.Select} where plan_id = @PlanId order by id desc limit @NewestComments) newest
        order by id
        """;
}
