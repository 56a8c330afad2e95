using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <summary>Undecided renewals that spoil a forecast: overdue stages and milestones, dates in the past, missing next
/// steps.</summary>
public static class GetHygiene
{
    public static void Map(IEndpointRouteBuilder renewals) =>
        renewals.MapGet("/hygiene", HandleAsync).WithName(nameof(GetHygiene));

    private static async Task<Ok<IReadOnlyList<HygieneResponse>>> HandleAsync(
        string? owner,
        Database database,
        OrganisationCalendar day,
        TimeProvider clock,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var rows = await database.QueryAsync<RenewalResponse>(
            Open,
            new { owner, Currency = organisation.Value.ReportingCurrency },
            ct
        );
        var ids = rows.Select(r => r.Id).ToArray();
        var late = (await database.QueryAsync<Guid>(Late, new { ids, day.Today }, ct)).ToHashSet();
        var now = clock.GetUtcNow();
        return TypedResults.Ok<IReadOnlyList<HygieneResponse>>([
            .. rows.Select(r => new HygieneResponse(r, [.. FindingsOf(r, late.Contains(r.Id), day.Today, now)]))
                .Where(e => e.Findings.Count > 0),
        ]);
    }

    internal static IEnumerable<string> FindingsOf(
        RenewalResponse renewal,
        bool milestoneOverdue,
        DateOnly today,
        DateTimeOffset now
    )
    {
        if (renewal.EndsOn < today)
            yield return "end_in_the_past";
        if ((now - renewal.StageEnteredAt).TotalDays > renewal.MaxDays)
            yield return "stage_overdue";
        if (milestoneOverdue)
            yield return "milestone_overdue";
        if (renewal.NextStep is null)
            yield return "next_step_missing";
        else if (renewal.NextStepOn < today)
            yield return "next_step_overdue";
        if (renewal.Call is null && renewal.EndsOn.DayNumber - today.DayNumber <= 180)
            yield return "not_called";
    }

    private const string Late = """
        select distinct renewal_id from renewal_milestone
        where renewal_id = any(@ids) and done_on is null and due_on < @Today
        """;

    private const string Open =
        $"{RenewalResponse.Select} where r.outcome is null and (@owner::text is null or c.owners ->> 'csm' = @owner) "
        + $"order by r.ends_on, r.id limit 2000";
}
