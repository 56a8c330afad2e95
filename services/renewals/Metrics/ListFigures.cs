using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

public static class ListFigures
{
    public static void Map(IEndpointRouteBuilder revenue) =>
        revenue
            .MapGet("/figures", HandleAsync)
            .WithName(nameof(ListFigures))
            .WithDescription("The figures that were published.");

    private static async Task<Ok<Page<FigureResponse>>> HandleAsync(
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var before = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<FigureRow>(
            $"{FigureRow.Select} where @before::uuid is null or id < @before order by id desc limit @Limit",
            new { before, Limit = page.Limit + 1 },
            ct
        );
        return TypedResults.Ok(
            Page<FigureResponse>.From(rows, page.Limit, r => r.ToResponse(), r => new Position(r.Id))
        );
    }

    private sealed record Position(Guid Id);
}
