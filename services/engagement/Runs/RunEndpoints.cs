namespace Platform.Engagement.Runs;

/// <summary>The routes of this folder.</summary>
internal static class RunEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var playbooks = v1.MapGroup("/playbooks").WithTags("Playbooks");
        StartRun.Map(playbooks);
        MigratePlaybook.Map(playbooks);
        var runs = v1.MapGroup("/runs").WithTags("Runs");
        ListRuns.Map(runs);
        GetRun.Map(runs);
        ExitRun.Map(runs);
        SkipStep.Map(runs);
        RetryRun.Map(runs);
        SnoozeRun.Map(runs);
    }
}
