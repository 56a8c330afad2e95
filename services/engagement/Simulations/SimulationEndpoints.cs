namespace Platform.Engagement.Simulations;

/// <summary>The routes of this folder.</summary>
internal static class SimulationEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var playbooks = v1.MapGroup("/playbooks").WithTags("Playbooks");
        SimulatePlaybook.Map(playbooks);
        GetSimulation.Map(playbooks);
    }
}
