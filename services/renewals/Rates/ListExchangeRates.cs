using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Rates;

public static class ListExchangeRates
{
    public static void Map(IEndpointRouteBuilder rates) =>
        rates
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListExchangeRates))
            .WithDescription("The rates into the reporting currency, each from its first day.");

    private static async Task<Ok<IReadOnlyList<ExchangeRateResponse>>> HandleAsync(
        Database database,
        CancellationToken ct
    ) => TypedResults.Ok(await database.QueryAsync<ExchangeRateResponse>(List, null, ct));

    private const string List = """
        select distinct on (currency, from_on) currency, from_on as "from", rate, recorded_at, recorded_by
        from exchange_rate order by currency, from_on, recorded_at desc
        """;
}
