using Microsoft.AspNetCore.Http.HttpResults;

namespace Platform.HealthScoring.Insights.Charts;

internal static class Svg
{
    public static ContentHttpResult Of(Chart chart) =>
        TypedResults.Content(chart.ToSvg(), "image/svg+xml; charset=utf-8");
}
