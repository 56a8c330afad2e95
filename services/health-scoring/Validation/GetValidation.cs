using Microsoft.AspNetCore.Http.HttpResults;
using Platform.HealthScoring.Studies;
using Platform.ServiceKit.Http;

namespace Platform.HealthScoring.Validation;

public static class GetValidation
{
    public static void Map(IEndpointRouteBuilder validations) =>
        validations
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetValidation))
            .WithDescription("How far a validation has come, and its figures once it is done.");

    private static async Task<Results<Ok<ValidationResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        StudyQueue queue,
        CancellationToken ct
    ) =>
        await queue.FindAsync(id, "validation", ct) is { } study
            ? TypedResults.Ok(ValidationResponse.From(study))
            : Problem.NotFound("validation", id).ToResult();
}
