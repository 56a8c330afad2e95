using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

public static class ListWaves
{
    public static void Map(IEndpointRouteBuilder waves) =>
        waves.MapGet("/", HandleAsync).WithName(nameof(ListWaves)).WithDescription("The waves, the newest first.");

    private static async Task<Ok<Page<WaveResponse>>> HandleAsync(
        Guid? surveyId,
        string? status,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<WaveRow>(
            $"{WaveRow.Select} {Filter}",
            new
            {
                surveyId,
                status,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<WaveResponse>.From(rows, page.Limit, r => r.ToResponse(), r => new Position(r.Id)));
    }

    private sealed record Position(Guid Id);

    private const string Filter = """
        where (@surveyId::uuid is null or w.survey_id = @surveyId) and (@status::text is null or w.status = @status)
            and (@after::uuid is null or w.id > @after)
        order by w.id limit @Limit
        """;
}
