using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Templates;

public static class ListPlanTemplates
{
    public static void Map(IEndpointRouteBuilder templates) =>
        templates
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListPlanTemplates))
            .WithDescription(
                "The templates of plans, in the order in which their segments are tried; the default stands last."
            );

    private static async Task<Ok<IReadOnlyList<PlanTemplate>>> HandleAsync(Database database, CancellationToken ct) =>
        TypedResults.Ok(
            await database.QueryAsync<PlanTemplate>(
                $"{PlanTemplate.Select} where not retired order by segment is null, rank, segment, name",
                null,
                ct
            )
        );
}
