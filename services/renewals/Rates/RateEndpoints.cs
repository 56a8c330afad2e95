namespace Platform.Renewals.Rates;

internal static class RateEndpoints
{
    public static void MapRates(this IEndpointRouteBuilder v1)
    {
        var rates = v1.MapGroup("/exchange-rates").WithTags("Subscriptions");
        ListExchangeRates.Map(rates);
        PutExchangeRate.Map(rates);
    }
}
