using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Reviews;

internal static class GetReviewPack
{
    public static void Map(IEndpointRouteBuilder reviews) =>
        reviews
            .MapGet("/{id:guid}/pack", HandleAsync)
            .WithName(nameof(GetReviewPack))
            .WithDescription("The latest pack that was made for a review.");

    private static async Task<Results<Ok<ReviewPackResponse>, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct,
        string? format = null
    )
    {
        if (format is not (null or "json" or "markdown"))
            return Problem.Invalid("format", $"'{format}' is not json or markdown").ToResult();
        if (
            await database.SingleOrDefaultAsync<ReviewPackRow>(
                $"select {ReviewPackRow.Columns} from review_pack where review_id = @id order by number desc limit 1",
                new { id },
                ct
            )
            is not { } row
        )
            return Problem.NotFound("pack of review", id).ToResult();
        return format == "markdown"
            ? TypedResults.Text(PackMarkdown.Render(row.ToResponse().Content), "text/markdown; charset=utf-8")
            : TypedResults.Ok(row.ToResponse());
    }
}
