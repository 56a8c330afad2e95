namespace Platform.Engagement.Playbooks;

/// <summary>The routes of this folder.</summary>
internal static class PlaybookEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var playbooks = v1.MapGroup("/playbooks").WithTags("Playbooks");
        CreatePlaybook.Map(playbooks);
        ListPlaybooks.Map(playbooks);
        GetPlaybook.Map(playbooks);
        SavePlaybook.Map(playbooks);
        GetPlaybookVersion.Map(playbooks);
        GetPlaybookSchema.Map(playbooks);
        GoLive.Map(playbooks);
        PausePlaybook.Map(playbooks);
        ResumePlaybook.Map(playbooks);
        RetirePlaybook.Map(playbooks);
    }
}
