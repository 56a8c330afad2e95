namespace Platform.Feedback.Advocates;

/// <summary>The routes of this folder.</summary>
internal static class AdvocateEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var advocates = v1.MapGroup("/advocates").WithTags("Advocates");
        ListAdvocates.Map(advocates);
        ProposeAdvocate.Map(advocates);
        DecideAdvocate.Map(advocates);
        AskForReference.Map(advocates);
        ListReferences.Map(advocates);
        AnswerReference.Map(advocates);
        FindBetaCandidates.Map(advocates);
    }
}
