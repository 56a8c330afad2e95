using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Templates;

public static class GetPlanTemplate
{
    public static void Map(IEndpointRouteBuilder templates) =>
        templates
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetPlanTemplate))
            .WithDescription("One template of plans.");

    private static async Task<Results<Ok<PlanTemplate>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<PlanTemplate>($"{PlanTemplate.Select} where id = @id", new { id }, ct)
            is not { } template
        )
            return Problem.NotFound("plan-template", id).ToResult();
        response.SetETag(template.Version);
        return TypedResults.Ok(template);
    }
}
