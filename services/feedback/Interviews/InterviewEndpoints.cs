namespace Platform.Feedback.Interviews;

/// <summary>The routes of this folder.</summary>
internal static class InterviewEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var interviews = v1.MapGroup("/interviews").WithTags("Interviews");
        RecordInterview.Map(interviews);
        CodeInterview.Map(interviews);
        ListInterviews.Map(interviews);
        GetInterview.Map(interviews);
        SummariseInterviews.Map(interviews);
        ListInterviewThemes.Map(interviews);
        PutInterviewTheme.Map(interviews);
        RetireInterviewTheme.Map(interviews);
    }
}
