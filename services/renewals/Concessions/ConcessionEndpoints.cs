namespace Platform.Renewals.Concessions;

internal static class ConcessionEndpoints
{
    public static void MapConcessions(this IEndpointRouteBuilder v1)
    {
        var concessions = v1.MapGroup("/concessions").WithTags("Risks");
        ListConcessions.Map(concessions);
        RequestConcession.Map(concessions);
        DecideConcession.Map(concessions);
    }
}
