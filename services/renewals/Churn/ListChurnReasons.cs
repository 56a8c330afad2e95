using Platform.ServiceKit.Data;

namespace Platform.Renewals.Churn;

public static class ListChurnReasons
{
    public static void Map(IEndpointRouteBuilder churn) =>
        churn
            .MapGet("/reasons", HandleAsync)
            .WithName(nameof(ListChurnReasons))
            .WithDescription("The codes by which losses are counted.");

    private static Task<IReadOnlyList<ChurnReasonResponse>> HandleAsync(Database database, CancellationToken ct) =>
        database.QueryAsync<ChurnReasonResponse>("select code, description from churn_reason order by code", null, ct);
}
