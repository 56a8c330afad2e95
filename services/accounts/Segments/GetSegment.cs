using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Segments;

public static class GetSegment
{
    public static void Map(IEndpointRouteBuilder segments) =>
        segments
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetSegment))
            .WithDescription("One segment with its rule and how many accounts are in it.");

    private static async Task<Results<Ok<SegmentResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        HttpResponse response,
        CancellationToken ct
    )
    {
        var row = await database.SingleOrDefaultAsync<SegmentRow>($"{SegmentRow.Read} where id = @id", new { id }, ct);
        if (row is null)
            return SegmentProblems.NotFound(id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToResponse());
    }
}
