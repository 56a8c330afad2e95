namespace Platform.Feedback.Answers;

/// <summary>The routes of this folder.</summary>
internal static class AnswerEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var surveys = v1.MapGroup("/surveys").WithTags("Surveys");
        RecordAnswer.Map(surveys);
        CorrectAnswer.Map(surveys);

        ListAnswers.Map(v1);
        ListAnswersOfAccount.Map(v1);
    }
}
