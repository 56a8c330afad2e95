namespace Platform.Feedback.Loops;

/// <summary>The routes of this folder.</summary>
internal static class LoopEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var loops = v1.MapGroup("/loops").WithTags("Loops");
        ListLoops.Map(loops);
        GetLoop.Map(loops);
        GetLoopMetrics.Map(loops);
        CompleteLoopStep.Map(loops);
        ReassignLoop.Map(loops);
    }
}
