using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

public static class GetFigure
{
    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue
            .MapGet("/figures/{id:guid}", HandleAsync)
            .WithName(nameof(GetFigure))
            .WithDescription("A figure as it was published.");

    private static async Task<Results<Ok<FigureResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await FigureRow.FindAsync(id, database, ct) is { } row
            ? TypedResults.Ok(row.ToResponse())
            : Problem.NotFound("figure", id).ToResult();
}
