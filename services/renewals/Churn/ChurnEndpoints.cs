namespace Platform.Renewals.Churn;

internal static class ChurnEndpoints
{
    public static void MapChurn(this IEndpointRouteBuilder v1)
    {
        var churn = v1.MapGroup("/churn").WithTags("Churn");
        GiveChurnNotice.Map(churn);
        GetChurnFigures.Map(churn);
        ListChurnReasons.Map(churn);

        var retrospectives = v1.MapGroup("/retrospectives").WithTags("Churn");
        ListRetrospectives.Map(retrospectives);
        GetRetrospective.Map(retrospectives);
        CloseRetrospective.Map(retrospectives);
        FinishRetrospectiveAction.Map(retrospectives);
    }
}
