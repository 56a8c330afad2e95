namespace Platform.Feedback.Imports;

/// <summary>The routes of this folder.</summary>
internal static class ImportEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var surveys = v1.MapGroup("/surveys").WithTags("Surveys");
        ImportAnswers.Map(surveys);
    }
}
