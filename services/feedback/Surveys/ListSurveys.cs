using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Surveys;

public static class ListSurveys
{
    public static void Map(IEndpointRouteBuilder surveys) =>
        surveys
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListSurveys))
            .WithDescription("The surveys, those that were retired only if asked for.");

    private static async Task<Ok<Page<SurveyResponse>>> HandleAsync(
        string? type,
        string? status,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<SurveyRow>(
            $"{SurveyRow.Select} {Filter}",
            new
            {
                type,
                status,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        return TypedResults.Ok(
            Page<SurveyResponse>.From(rows, page.Limit, r => r.ToResponse(), r => new Position(r.Id))
        );
    }

    private sealed record Position(Guid Id);

    private const string Filter = """
        where (@type::text is null or type = @type) and (@status::text is null or status = @status)
            and (@after::uuid is null or id > @after)
        order by id limit @Limit
        """;
}
