using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Metrics.InMemory;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Metrics;

/// <summary>The cohort table by month of first payment, months <c>from</c> to <c>to</c> (any day of each).</summary>
public static class GetCohorts
{
    private const int MaxMonths = 120;

    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue.MapGet("/cohorts", HandleAsync).WithName(nameof(GetCohorts)).Produces<CohortTable>();

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        DateOnly from,
        DateOnly to,
        RevenueReadModel book,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        var (first, last, current) = (MonthIndex.Of(from), MonthIndex.Of(to), MonthIndex.Of(day.Today));
        if (last < first)
            return Problem.Invalid("to", $"{to:yyyy-MM-dd} lies before from, {from:yyyy-MM-dd}").ToResult();
        if (last - first >= MaxMonths)
            return Problem.Invalid("to", $"more than {MaxMonths} months: ask in parts").ToResult();
        await book.FollowAsync(ct);
        var bytes = book.Answer($"cohorts {first} {last} {current}", view => view.Cohorts(first, last, current));
        return TypedResults.Bytes(bytes, "application/json");
    }
}
