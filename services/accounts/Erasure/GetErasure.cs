using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Erasure;

public static class GetErasure
{
    public static void Map(IEndpointRouteBuilder erasures) =>
        erasures
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetErasure))
            .WithDescription(
                "How far the erasure of a person has come: which services have answered and what they did."
            );

    private static async Task<Results<Ok<ErasureResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ErasureProof proof,
        CancellationToken ct
    ) =>
        await proof.ReadAsync(id, ct) is { } answer
            ? TypedResults.Ok(answer)
            : Problem.NotFound("erasure", id).ToResult();
}
