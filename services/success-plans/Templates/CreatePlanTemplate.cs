using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Templates;

public static class CreatePlanTemplate
{
    public static void Map(IEndpointRouteBuilder templates) =>
        templates
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreatePlanTemplate))
            .WithDescription("Adds a template of plans.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Created<PlanTemplate>, ProblemHttpResult>> HandleAsync(
        PlanTemplateRequest request,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (await PlanTemplateRules.RefusalAsync(work, request) is { } problem)
            return problem.ToResult();
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    request.Name,
                    request.Segment,
                    Rank = request.Rank ?? AccountSegments.DefaultRank(request.Segment),
                    Body = JsonSerializer.Serialize(request.Body, ContractJson.Options),
                    Now = clock.GetUtcNow(),
                }
            ) == 0
        )
            return PlanTemplateRules.NameTaken(request.Name).ToResult();
        var template = await work.SingleOrDefaultAsync<PlanTemplate>(
            $"{PlanTemplate.Select} where id = @id",
            new { id }
        );
        await work.CommitAsync();
        return TypedResults.Created($"/v1/plan-templates/{id}", template);
    }

    private const string Insert = """
        insert into plan_template (id, name, segment, rank, body, version, created_at)
            values (@id, @Name, @Segment, @Rank, @Body::jsonb, 1, @Now)
        on conflict (lower(name)) where not retired do nothing
        """;
}
