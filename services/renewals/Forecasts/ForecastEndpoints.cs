namespace Platform.Renewals.Forecasts;

internal static class ForecastEndpoints
{
    public static void MapForecasts(this IEndpointRouteBuilder v1)
    {
        var forecasts = v1.MapGroup("/forecasts").WithTags("Forecast");
        GetForecast.Map(forecasts);
        ListForecastSnapshots.Map(forecasts);
        TakeForecastSnapshot.Map(forecasts);
        GetForecastAccuracy.Map(forecasts);
    }
}
