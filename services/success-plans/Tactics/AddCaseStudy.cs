using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Tactics;

/// <param name="Result">What came of it, with the figure: <c>onboarding 30 % faster</c>.</param>
public sealed record AddCaseStudyRequest(
    [Required, StringLength(200)] string Title,
    [Required, StringLength(8000)] string Text,
    [Required, StringLength(500)] string Result
);

public static class AddCaseStudy
{
    public static void Map(IEndpointRouteBuilder tactics) =>
        tactics
            .MapPost("/{id:guid}/case-studies", HandleAsync)
            .RequireRoles(Roles.Ops, Roles.Manager)
            .WithName(nameof(AddCaseStudy))
            .WithDescription("Adds how a tactic went at a customer.");

    private static async Task<Results<Ok<TacticView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        AddCaseStudyRequest request,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using (var work = await database.BeginAsync(ct))
        {
            if (
                await work.ExecuteAsync(
                    InsertCaseStudy,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        TacticId = id,
                        request.Title,
                        request.Text,
                        request.Result,
                        Now = clock.GetUtcNow(),
                    }
                ) == 0
            )
                return Problem.NotFound("tactic", id).ToResult();
            await work.CommitAsync();
        }

        return TypedResults.Ok(await TacticCatalog.FindAsync(database, id, ct));
    }

    private const string InsertCaseStudy = """
        insert into case_study (id, tactic_id, title, text, result, at) select @Id, id, @Title, @Text, @Result, @Now
            from tactic where id = @TacticId
        """;
}
