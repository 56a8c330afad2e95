namespace Platform.HealthScoring.Insights;

/// <summary>The routes of this folder.</summary>
internal static class InsightEndpoints
{
    public static void Map(IEndpointRouteBuilder scores)
    {
        var insights = scores.MapGroup("/insights");
        GetRetention.Map(insights);
        GetSurvival.Map(insights);
        GetStickyFeatures.Map(insights);
        GetAhaMoments.Map(insights);
        GetAdoption.Map(insights);
    }
}
