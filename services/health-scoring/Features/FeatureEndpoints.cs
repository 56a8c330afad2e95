namespace Platform.HealthScoring.Features;

/// <summary>The routes of this folder.</summary>
internal static class FeatureEndpoints
{
    public static void Map(IEndpointRouteBuilder usage)
    {
        var features = usage.MapGroup("/features");
        ListFeatures.Map(features);
        PutFeature.Map(features);
    }
}
