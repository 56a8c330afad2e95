using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Plans;

/// <summary>Every change of a plan passes here: the plan is locked, its owner asked for, the change recorded with
/// before and after, its progress told.</summary>
public sealed class PlanService(Database database, PlanProgress progress, PlanReader reader, RequestContext context)
{
    /// <summary>Opens a living plan for a change by one of ours.</summary>
    /// <param name="expected">The version that the caller last saw; null: any.</param>
    /// <exception cref="ProblemException">404, 403, 409 where it is closed, 412 where somebody else changed
    /// it.</exception>
    public async Task<PlanEditSession> OpenAsync(Guid planId, Caller caller, int? expected, CancellationToken ct)
    {
        var plan = await OpenAsync(planId, context.Actor, ct);
        try
        {
            await Ownership.RequireAsync(plan.Work, caller, plan.Plan.AccountId);
            if (expected is { } version && version != plan.Plan.Version)
                throw (await LostUpdateAsync(plan, version, ct)).ToException();
            return plan;
        }
        catch
        {
            await plan.DisposeAsync();
            throw;
        }
    }

    private async Task<Problem> LostUpdateAsync(PlanEditSession plan, int expected, CancellationToken ct)
    {
        var changes = await plan.Work.QueryAsync<VersionChange>(Since, new { plan.Plan.Id, expected });
        // The connection goes back first: a request holds one at a time.
        await plan.DisposeAsync();
        return ETags.LostUpdate("plan", expected, plan.Version, (await reader.FindAsync(plan.Plan.Id, ct))!, changes);
    }

    private const string Since = """
        select version, at, by as actor, before::text as before_json, after::text as after_json from plan_change
            where plan_id = @Id and version > @expected order by version limit 50
        """;

    /// <summary>Opens a living plan for a change whose right was checked already: by the customer through their link,
    /// or by the service itself.</summary>
    /// <exception cref="ProblemException">404, 409 where it is closed.</exception>
    public async Task<PlanEditSession> OpenAsync(Guid planId, string actor, CancellationToken ct)
    {
        var work = await database.BeginAsync(ct);
        try
        {
            var plan = await work.SingleOrDefaultAsync<PlanRow>(
                $"{PlanRow.Select} where id = @planId for update",
                new { planId }
            ) ?? throw Problem.NotFound("plan", planId).ToException();
            if (plan.Status == "closed")
                throw PlanProblems.Closed(planId).ToException();
            return new PlanEditSession(work, plan, progress, actor, context.Now);
        }
        catch
        {
            await work.DisposeAsync();
            throw;
        }
    }
}
