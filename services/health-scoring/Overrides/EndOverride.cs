using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Accounts;
using Platform.HealthScoring.Rescoring;
using Platform.HealthScoring.Scoring;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Overrides;

public static class EndOverride
{
    public static void Map(IEndpointRouteBuilder account) =>
        account
            .MapDelete("/score/override", HandleAsync)
            .WithName(nameof(EndOverride))
            .WithDescription("Ends a person's override; the computed score counts again.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid accountId,
        Database database,
        UsageCalendar calendar,
        TimeProvider clock,
        ScoringSignal signal,
        CancellationToken ct
    )
    {
        if (!await KnownAccounts.HasAsync(database, accountId, ct))
            return Problem.NotFound("account", accountId).ToResult();
        await using (var work = await database.BeginAsync(ct))
        {
            await Readings.ExpireAsync(work, accountId, Measure.Override, calendar.Today, clock.GetUtcNow());
            await work.CommitAsync();
        }
        signal.Set();
        return TypedResults.NoContent();
    }
}
