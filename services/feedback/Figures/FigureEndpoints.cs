namespace Platform.Feedback.Figures;

/// <summary>The routes of this folder.</summary>
internal static class FigureEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var surveys = v1.MapGroup("/surveys").WithTags("Surveys");
        GetFigures.Map(surveys);
        GetRevenueByClass.Map(surveys);
        GetThemes.Map(surveys);
    }
}
