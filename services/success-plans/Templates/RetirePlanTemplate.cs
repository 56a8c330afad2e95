using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Templates;

public static class RetirePlanTemplate
{
    public static void Map(IEndpointRouteBuilder templates) =>
        templates
            .MapDelete("/{id:guid}", HandleAsync)
            .WithName(nameof(RetirePlanTemplate))
            .WithDescription("Takes a template out of use. Plans that were made from it stay as they are.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.ExecuteAsync(
            "update plan_template set retired = true, version = version + 1 where id = @id and not retired",
            new { id },
            ct
        ) == 0
            ? Problem.NotFound("plan-template", id).ToResult()
            : TypedResults.NoContent();
}
