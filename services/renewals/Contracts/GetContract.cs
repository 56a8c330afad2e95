using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Contracts;

public static class GetContract
{
    public static void Map(IEndpointRouteBuilder contracts) =>
        contracts.MapGet("/{id:guid}", HandleAsync).WithName(nameof(GetContract)).WithDescription("One contract.");

    private static async Task<Results<Ok<ContractResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<ContractRow>($"{ContractRow.Select} where id = @id", new { id }, ct)
            is not { } row
        )
            return Problem.NotFound("contract", id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToResponse());
    }
}
