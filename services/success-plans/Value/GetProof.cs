using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <summary>The champion's page: <c>?format=json</c> (default), <c>html</c> or <c>markdown</c>.</summary>
public static class GetProof
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans.MapGet("/{id:guid}/proof", HandleAsync).WithName(nameof(GetProof));

    private static async Task<Results<Ok<Proof>, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        string? format,
        PlanReader plans,
        ProofRenderer proofs,
        CancellationToken ct
    )
    {
        if (await plans.FindAsync(id, ct) is not { } plan)
            return Problem.NotFound("plan", id).ToResult();
        var proof = proofs.Of(plan);
        return format switch
        {
            null or "json" => TypedResults.Ok(proof),
            "html" => await proofs.PageAsync(proof, ct),
            "markdown" => proofs.Markdown(proof),
            _ => Problem.Invalid("format", $"'{format}' is none of json, html, markdown").ToResult(),
        };
    }
}
