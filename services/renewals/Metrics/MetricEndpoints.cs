namespace Platform.Renewals.Metrics;

internal static class MetricEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder v1)
    {
        var revenue = v1.MapGroup("/revenue").WithTags("Revenue");
        GetRetention.Map(revenue);
        ListRetentionAccounts.Map(revenue);
        GetCohorts.Map(revenue);
        GetRenewalDue.Map(revenue);
        ListMovements.Map(revenue);
        ListDefinitions.Map(revenue);
        DraftDefinition.Map(revenue);
        LockDefinition.Map(revenue);
        PublishFigure.Map(revenue);
        ListFigures.Map(revenue);
        GetFigure.Map(revenue);
        ReproduceFigure.Map(revenue);
    }
}
