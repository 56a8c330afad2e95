namespace Platform.Renewals.Reviews;

internal static class LxlEndpoints
{
    public static void MapReviews(this IEndpointRouteBuilder v1)
    {
        var sessions = v1.MapGroup("/lxl-sessions").WithTags("Line-by-line review");
        OpenLxlSession.Map(sessions);
        ListLxlSessions.Map(sessions);
        GetLxlSession.Map(sessions);
        RaiseLxlAsk.Map(sessions);
        FinishLxlAsk.Map(sessions);
        NoteLxlChallenges.Map(sessions);
        CloseLxlSession.Map(sessions);
    }
}
