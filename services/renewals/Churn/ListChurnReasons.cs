using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Churn;

public static class ListChurnReasons
{
    public static void Map(IEndpointRouteBuilder churn) =>
        churn
            .MapGet("/reasons", HandleAsync)
            .WithName(nameof(ListChurnReasons))
            .WithDescription("The codes by which losses are counted.");

    private static Task<IReadOnlyList<ChurnReasonResponse>> HandleAsync(Database database, CancellationToken ct) => database.QueryAsync<ChurnReasonResponse>("select code, description from churn_reason order by code", null, ct);
}
