using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Tactics;

/// <param name="Feature">The feature whose use shows adoption, where one does.</param>
/// <param name="Days">Calendar days from start to full adoption.</param>
/// <param name="OutcomeId">The outcome that it serves.</param>
/// <param name="Steps">What to do, step by step.</param>
public sealed record AddTacticRequest(
    Guid OutcomeId,
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required, StringLength(4000)] string Description,
    [Required, MaxLength(50)] IReadOnlyList<string> Steps,
    [StringLength(200)] string? Feature,
    [Range(1, 730)] int Days
);

public static class AddTactic
{
    public static void Map(IEndpointRouteBuilder tactics) =>
        tactics
            .MapPost("/", HandleAsync)
            .WithName(nameof(AddTactic))
            .WithDescription("Adds a tactic to the catalogue.")
            .RequireRoles(Roles.Ops, Roles.Manager);

    private static async Task<Results<Created<TacticView>, ProblemHttpResult>> HandleAsync(
        AddTacticRequest request,
        Database database,
        CancellationToken ct
    )
    {
        if (
            !await database.ScalarAsync<bool>(
                "select exists (select from outcome where id = @OutcomeId)",
                new { request.OutcomeId },
                ct
            )
        )
            return Problem
                .Invalid("outcomeId", $"there is no outcome {request.OutcomeId}; GET /v1/tactics/outcomes lists them")
                .ToResult();
        var id = Guid.CreateVersion7();
        await using (var work = await database.BeginAsync(ct))
        {
            if (
                await work.ExecuteAsync(
                    Insert,
                    new
                    {
                        id,
                        request.OutcomeId,
                        request.Name,
                        request.Description,
                        Steps = request.Steps.ToArray(),
                        request.Feature,
                        request.Days,
                    }
                ) == 0
            )
                return TacticProblems.NameTaken(request.Name).ToResult();
            await work.CommitAsync();
        }

        return TypedResults.Created($"/v1/tactics/{id}", await TacticCatalog.FindAsync(database, id, ct));
    }

    private const string Insert = """
        insert into tactic (id, outcome_id, name, description, steps, feature, days, version)
            values (@id, @OutcomeId, @Name, @Description, @Steps, @Feature, @Days, 1)
        on conflict do nothing
        """;
}
