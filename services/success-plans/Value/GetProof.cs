using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;
using Platform.SuccessPlans.Plans;

namespace Platform.SuccessPlans.Value;

/// <summary>The champion's page: <c>?format=json</c> (default), <c>html</c> or <c>markdown</c>.</summary>
public static class GetProof
{
    public static void Map(IEndpointRouteBuilder plans) =>
        plans.MapGet("/{id:guid}/proof", HandleAsync).WithName(nameof(GetProof)).Produces<Proof>();

    private static async Task<IResult> HandleAsync(
        Guid id,
        string? format,
        PlanReader reader,
        OrganisationCalendar day,
        CancellationToken ct
    )
    {
        if (await reader.FindAsync(id, ct) is not { } plan)
            return Problem.NotFound("plan", id).ToResult();
        var proof = Proof.Of(plan, day.Today);
        return format switch
        {
            null or "json" => TypedResults.Ok(proof),
            "html" => Results.Text(new ProofPage(proof, day.Current.Zone).Render(), "text/html; charset=utf-8"),
            "markdown" => Results.Text(ProofMarkdown.Render(proof, day.Current.Zone), "text/markdown; charset=utf-8"),
            _ => Problem.Invalid("format", $"'{format}' is none of json, html, markdown").ToResult(),
        };
    }
}
