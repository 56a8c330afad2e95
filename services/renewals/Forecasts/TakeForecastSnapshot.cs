using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Forecasts;

public static class TakeForecastSnapshot
{
    public static void Map(IEndpointRouteBuilder forecasts) =>
        forecasts
            .MapPost("/snapshots", HandleAsync)
            .WithName(nameof(TakeForecastSnapshot))
            .WithDescription("Keeps how the forecast of a period looks now, to be compared with what comes of it.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        DateOnly from,
        DateOnly to,
        ForecastSnapshots snapshots,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        if (to < from)
            return Problem.Invalid("to", $"{to:yyyy-MM-dd} lies before from, {from:yyyy-MM-dd}").ToResult();
        if (!await snapshots.TakeAsync(day.Today, from, to, ct))
            return new Problem(
                "renewals/snapshot-taken",
                StatusCodes.Status409Conflict,
                "The snapshot of today exists.",
                "A snapshot is what was said that day; it is not taken again."
            ).ToResult();
        return TypedResults.NoContent();
    }
}
