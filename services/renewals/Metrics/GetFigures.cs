using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Metrics;

public static class GetFigures
{
    public static void Map(IEndpointRouteBuilder revenue)
    {
        revenue
            .MapGet("/figures", ListAsync)
            .WithName("ListFigures")
            .WithDescription("The figures that were published.");
        revenue
            .MapGet("/figures/{id:guid}", GetAsync)
            .WithName("GetFigure")
            .WithDescription("A figure as it was published.");
        revenue
            .MapGet("/figures/{id:guid}/reproduction", ReproduceAsync)
            .WithName("ReproduceFigure")
            .WithDescription("Computes a published figure anew from the ledger as it was known then, and shows both.");
    }

    private static async Task<Page<FigureResponse>> ListAsync(PageRequest page, Database database, CancellationToken ct)
    {
        var before = Cursor.Read<Before>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<Row>(
            $"{Select} where @before::uuid is null or id < @before order by id desc limit @Limit",
            new { before, Limit = page.Limit + 1 },
            ct
        );
        return Page<FigureResponse>.From(rows, page.Limit, r => r.ToResponse(), r => new Before(r.Id));
    }

    private static async Task<Results<Ok<FigureResponse>, ProblemHttpResult>> GetAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await FindAsync(id, database, ct) is { } row
            ? TypedResults.Ok(row.ToResponse())
            : Problem.NotFound("figure", id).ToResult();

    private static async Task<Results<Ok<ReproductionResponse>, ProblemHttpResult>> ReproduceAsync(
        Guid id,
        Database database,
        PeriodReader reader,
        Definitions definitions,
        CancellationToken ct
    )
    {
        if (await FindAsync(id, database, ct) is not { } row)
            return Problem.NotFound("figure", id).ToResult();
        var published = row.ToResponse().Figures;
        var definition = await definitions.FindAsync($"{row.DefinitionName}@{row.DefinitionVersion}", ct);
        var again = await reader.FiguresAsync(row.FromOn, row.ToOn, row.GroupedBy, definition.Rules, row.KnownAt, ct);
        var equal =
            JsonSerializer.Serialize(again, ContractJson.Options)
            == JsonSerializer.Serialize(published, ContractJson.Options);
        return TypedResults.Ok(new ReproductionResponse(equal, published, again));
    }

    private static Task<Row?> FindAsync(Guid id, Database database, CancellationToken ct) =>
        database.SingleOrDefaultAsync<Row>($"{Select} where id = @id", new { id }, ct);

    private sealed record Before(Guid Id);

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string Title { get; init; } = "";
        public DateOnly FromOn { get; init; }
        public DateOnly ToOn { get; init; }
        public string GroupedBy { get; init; } = "";
        public string DefinitionName { get; init; } = "";
        public int DefinitionVersion { get; init; }
        public DateTimeOffset KnownAt { get; init; }
        public string Currency { get; init; } = "";
        public string Figures { get; init; } = "";
        public string PublishedBy { get; init; } = "";
        public DateTimeOffset PublishedAt { get; init; }

        public FigureResponse ToResponse() =>
            new(
                Id,
                Title,
                FromOn,
                ToOn,
                GroupedBy,
                DefinitionName,
                DefinitionVersion,
                KnownAt,
                Currency,
                JsonSerializer.Deserialize<List<GroupFigures>>(Figures, ContractJson.Options)!,
                PublishedBy,
                PublishedAt
            );
    }

    private const string Select = """
        select id, title, from_on, to_on, grouped_by, definition_name, definition_version, known_at, currency,
            figures::text as figures, published_by, published_at
        from published_figure
        """;
}
