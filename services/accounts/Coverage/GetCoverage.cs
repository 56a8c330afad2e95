using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Access;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Coverage;

/// <summary>An account's coverage as of now: three high, three wide, what is missing, and when it decays
/// next.</summary>
public static class GetCoverage
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/coverage", HandleAsync).WithName(nameof(GetCoverage));

    private static async Task<Results<Ok<AccountCoverage>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CoverageStore store,
        CancellationToken ct
    )
    {
        await using var work = await database.BeginAsync(ct);
        if (!await work.ScalarAsync<bool>("select exists (select 1 from account where id = @id)", new { id }))
            return AccountProblems.NotFound(id).ToResult();
        return TypedResults.Ok((await store.ReadAsync(work, [id]))[id]);
    }
}
