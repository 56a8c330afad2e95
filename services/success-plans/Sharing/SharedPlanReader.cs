using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Sharing;

/// <summary>A plan as the customer with the link sees it.</summary>
public sealed class SharedPlanReader(PlanReader plans, Database database, OrganisationProfile organisation)
{
    private const int NewestComments = 100;

    public async Task<SharedView> ReadAsync(ActiveShareLink link, CancellationToken ct)
    {
        var plan = (await plans.FindAsync(link.PlanId, ct))!;
        var comments = await database.QueryAsync<PlanComment>(Comments, new { link.PlanId, NewestComments }, ct);
        var names = await organisation.NamesAsync(OurPeople(plan, comments), ct);
        return SharedView.Of(plan, comments, link, names);
    }

    private static IEnumerable<string> OurPeople(PlanView plan, IEnumerable<PlanComment> comments) =>
        plan
            .Steps.Select(step => step.Owner)
            .Concat(plan.Expectations.Select(expectation => expectation.Person))
            .Concat(comments.Where(comment => comment.Side == "ours").Select(comment => comment.Author))
            .OfType<string>();

    private const string Comments = $"""
        select * from ({PlanComment.Select} where plan_id = @PlanId order by id desc limit @NewestComments) newest
        order by id
        """;
}
