using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Templates;

/// <summary>Templates of plans, per segment. Ops and managers keep them; a plan made from one does not change with
/// it.</summary>
public static class PlanTemplates
{
    private static readonly string[] Sizes = ["smb", "mid_market", "enterprise"];

    public static void Map(IEndpointRouteBuilder templates)
    {
        templates
            .MapGet("/", (Database database, CancellationToken ct) =>
                database.QueryAsync<PlanTemplate>(
                    $"{PlanTemplate.Select} where not retired order by size nulls last, name",
                    null,
                    ct
                )
            )
            .WithName("ListPlanTemplates")
            .WithDescription("The templates of plans, by size of account.");
        templates.MapGet("/{id:guid}", GetAsync).WithName("GetPlanTemplate").WithDescription("One template of plans.");
        templates
            .MapPost("/", CreateAsync)
            .WithName("CreatePlanTemplate")
            .WithDescription("Adds a template of plans.")
            .RequireRoles(Roles.Ops, Roles.Manager);
        templates
            .MapPut("/{id:guid}", ReplaceAsync)
            .WithName("ReplacePlanTemplate")
            .WithDescription("Replaces a template. Plans that were made from it stay as they are.")
            .RequireRoles(Roles.Ops, Roles.Manager);
        templates
            .MapDelete("/{id:guid}", RetireAsync)
            .WithName("RetirePlanTemplate")
            .WithDescription("Takes a template out of use. Plans that were made from it stay as they are.")
            .RequireRoles(Roles.Ops, Roles.Manager);
    }

    private static async Task<Results<Ok<PlanTemplate>, ProblemHttpResult>> GetAsync(
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

    private static async Task<Results<Created<PlanTemplate>, ProblemHttpResult>> CreateAsync(
        PlanTemplateRequest request,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (Refusal(request) is { } problem)
            return problem.ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    request.Name,
                    request.Size,
                    Body = JsonSerializer.Serialize(request.Body, ContractJson.Options),
                    Now = clock.GetUtcNow(),
                }
            ) == 0
        )
            return NameTaken(request.Name).ToResult();
        var template = await work.SingleOrDefaultAsync<PlanTemplate>(
            $"{PlanTemplate.Select} where id = @id",
            new { id }
        );
        await work.CommitAsync();
        return TypedResults.Created($"/v1/plan-templates/{id}", template);
    }

    private static async Task<Results<Ok<PlanTemplate>, ProblemHttpResult>> ReplaceAsync(
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
        if (Refusal(request) is { } problem)
            return problem.ToResult();
        if (
            await work.ScalarAsync<bool>(
                "select exists (select from plan_template where lower(name) = lower(@Name) and not retired and "
                    + "id <> @id)",
                new { request.Name, id }
            )
        )
            return NameTaken(request.Name).ToResult();
        await work.ExecuteAsync(
            "update plan_template set name = @Name, size = @Size, body = @Body::jsonb, version = version + 1 "
                + "where id = @id",
            new
            {
                id,
                request.Name,
                request.Size,
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

    private static async Task<Results<NoContent, ProblemHttpResult>> RetireAsync(
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

    private static Problem? Refusal(PlanTemplateRequest request)
    {
        if (request.Size is { } size && !Sizes.Contains(size))
            return Problem.Invalid("size", $"'{size}' is none of {string.Join(", ", Sizes)}");
        return request.Body.Problems() is { Count: > 0 } errors ? Problem.Invalid(errors) : null;
    }

    private static Problem NameTaken(string name) =>
        new(
            "plan-templates/name-taken",
            StatusCodes.Status409Conflict,
            "The name is taken.",
            $"There is a template '{name}' already; change that one or choose another name."
        );

    private const string Insert = """
        insert into plan_template (id, name, size, body, version, created_at)
            values (@id, @Name, @Size, @Body::jsonb, 1, @Now)
        on conflict (lower(name)) where not retired do nothing
        """;
}
