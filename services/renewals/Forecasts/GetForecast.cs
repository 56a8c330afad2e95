using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Renewals;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Forecasts;

public static class GetForecast
{
    public static void Map(IEndpointRouteBuilder forecasts) =>
        forecasts
            .MapGet("/", HandleAsync)
            .WithName(nameof(GetForecast))
            .WithDescription("What is due in a period and how it is likely to end, with the renewals it is made of.");

    private static async Task<Ok<ForecastResponse>> HandleAsync(
        DateOnly from,
        DateOnly to,
        string? owner,
        Database database,
        IOptions<OrganisationOptions> organisation,
        CancellationToken ct
    )
    {
        var currency = organisation.Value.ReportingCurrency;
        var renewals = (
            await database.QueryAsync<RenewalResponse>(
                ForecastSnapshots.OfPeriod,
                new
                {
                    from,
                    to,
                    Currency = currency,
                },
                ct
            )
        ).Where(r => owner is null || r.Owner == owner).ToList();
        return TypedResults.Ok(new ForecastResponse(from, to, currency, ForecastSums.Of(renewals), renewals));
    }
}
