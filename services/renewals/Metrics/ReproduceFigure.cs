using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

/// <param name="Equal">Whether the figure computed again, as known then, is the one that was published, to the
/// cent.</param>
/// <param name="Published">The figures as they were published.</param>
/// <param name="Reproduced">The same computed anew from the ledger as it was known then.</param>
public sealed record ReproduceFigureResponse(
    bool Equal,
    IReadOnlyList<GroupFigures> Published,
    IReadOnlyList<GroupFigures> Reproduced
);

public static class ReproduceFigure
{
    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue
            .MapGet("/figures/{id:guid}/reproduction", HandleAsync)
            .WithName(nameof(ReproduceFigure))
            .WithDescription("Computes a published figure anew from the ledger as it was known then, and shows both.");

    private static async Task<Results<Ok<ReproduceFigureResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        PeriodReader reader,
        Definitions definitions,
        CancellationToken ct
    )
    {
        if (await FigureRow.FindAsync(id, database, ct) is not { } row)
            return Problem.NotFound("figure", id).ToResult();
        var published = row.ToResponse().Figures;
        var definition = await definitions.FindAsync($"{row.DefinitionName}@{row.DefinitionVersion}", ct);
        var again = await reader.FiguresAsync(row.FromOn, row.ToOn, row.GroupedBy, definition.Rules, row.KnownAt, ct);
        var equal =
            JsonSerializer.Serialize(again, ContractJson.Options)
            == JsonSerializer.Serialize(published, ContractJson.Options);
        return TypedResults.Ok(new ReproduceFigureResponse(equal, published, again));
    }
}
