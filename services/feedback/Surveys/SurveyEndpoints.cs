namespace Platform.Feedback.Surveys;

/// <summary>The routes of this folder.</summary>
internal static class SurveyEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var surveys = v1.MapGroup("/surveys").WithTags("Surveys");
        CreateSurvey.Map(surveys);
        ListSurveys.Map(surveys);
        GetSurvey.Map(surveys);
        RetireSurvey.Map(surveys);
    }
}
