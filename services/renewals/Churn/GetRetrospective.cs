using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Churn;

public static class GetRetrospective
{
    public static void Map(IEndpointRouteBuilder retrospectives) =>
        retrospectives
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetRetrospective))
            .WithDescription("One look back at a loss.");

    private static async Task<Results<Ok<RetrospectiveResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<RetrospectiveResponse>(
                $"{RetrospectiveResponse.Select} where r.id = @id",
                new { id },
                ct
            )
            is not { } row
        )
            return Problem.NotFound("retrospective", id).ToResult();
        row.Actions = await database.QueryAsync<RetrospectiveActionResponse>(
            RetrospectiveReader.Actions,
            new { id },
            ct
        );
        row.Interviews = await database.QueryAsync<ChurnInterviewResponse>(
            ChurnInterviewResponse.OfAccount,
            new { row.AccountId },
            ct
        );
        response.SetETag(row.Version);
        return TypedResults.Ok(row);
    }
}
