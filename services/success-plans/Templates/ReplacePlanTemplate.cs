using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Templates;

public static class ReplacePlanTemplate
{
    public static void Map(IEndpointRouteBuilder templates) =>
        templates
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(ReplacePlanTemplate))
            .WithDescription("Replaces a template. Plans that were made from it stay as they are.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Ok<PlanTemplate>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PlanTemplateRequest request,
        HttpContext http,
        Database database,
        CancellationToken ct
    )
    {
        var expected = http.Request.ExpectedVersion();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.SingleOrDefaultAsync<PlanTemplate>(
                $"{PlanTemplate.Select} where id = @id and not retired for update",
                new { id }
            )
            is not { } before
        )
            return Problem.NotFound("plan-template", id).ToResult();
        if (expected is { } version && version != before.Version)
            return ETags.LostUpdate("plan template", version, before.Version, before).ToResult();
        if (await PlanTemplateRules.RefusalAsync(work, request) is { } problem)
            return problem.ToResult();
        if (
            await work.ScalarAsync<bool>(
                "select exists (select from plan_template where lower(name) = lower(@Name) and not retired and "
                    + "id <> @id)",
                new { request.Name, id }
            )
        )
            return PlanTemplateRules.NameTaken(request.Name).ToResult();
        await work.ExecuteAsync(
            "update plan_template set name = @Name, segment = @Segment, rank = @Rank, body = @Body::jsonb, "
                + "version = version + 1 where id = @id",
            new
            {
                id,
                request.Name,
                request.Segment,
                Rank = request.Rank ?? AccountSegments.DefaultRank(request.Segment),
                Body = JsonSerializer.Serialize(request.Body, ContractJson.Options),
            }
        );
        var template = await work.SingleOrDefaultAsync<PlanTemplate>(
            $"{PlanTemplate.Select} where id = @id",
            new { id }
        );
        await work.CommitAsync();
        http.Response.SetETag(template!.Version);
        return TypedResults.Ok(template);
    }
}
