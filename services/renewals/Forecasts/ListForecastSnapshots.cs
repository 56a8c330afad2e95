using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Forecasts;

public static class ListForecastSnapshots
{
    public static void Map(IEndpointRouteBuilder forecasts) =>
        forecasts
            .MapGet("/snapshots", HandleAsync)
            .WithName(nameof(ListForecastSnapshots))
            .WithDescription("How the forecast of a period looked week by week.");

    private static async Task<Ok<IReadOnlyList<ForecastSnapshotResponse>>> HandleAsync(
        DateOnly from,
        DateOnly to,
        Database database,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await database.QueryAsync<ForecastSnapshotResponse>(
                $"{ForecastSnapshotResponse.OfPeriod} order by taken_on",
                new { from, to },
                ct
            )
        );
}
