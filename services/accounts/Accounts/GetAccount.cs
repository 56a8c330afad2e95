using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Accounts;

public static class GetAccount
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetAccount))
            .WithDescription(
                "One account with its external ids and owners. With If-None-Match it answers 304 while nothing changed."
            );

    private static async Task<Results<Ok<AccountResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var details = await AccountReader.FindAsync(database, id, ct);
        if (details is null)
            return AccountProblems.NotFound(id).ToResult();
        response.SetETag(details.Account.Version);
        return TypedResults.Ok(AccountResponse.From(details));
    }
}
