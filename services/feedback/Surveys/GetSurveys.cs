using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Surveys;

/// <summary>Reads surveys; a retired one asks nobody any more and keeps its figures.</summary>
public static class GetSurveys
{
    public static void Map(IEndpointRouteBuilder surveys)
    {
        surveys
            .MapGet("/", ListAsync)
            .WithName("ListSurveys")
            .WithDescription("The surveys, those that were retired only if asked for.");
        surveys
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetSurvey")
            .WithDescription("One survey with its questions and how its figure is computed.");
        surveys
            .MapPost("/{id:guid}/retirement", RetireAsync)
            .WithName("RetireSurvey")
            .WithDescription("Ends a survey: it takes no answers more, its figures stay.");
    }

    private static async Task<Page<SurveyResponse>> ListAsync(
        string? type,
        string? status,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor)?.Id;
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
        return Page<SurveyResponse>.From(rows, page.Limit, Response, r => new After(r.Id));
    }

    private static async Task<Results<Ok<SurveyResponse>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<SurveyRow>($"{SurveyRow.Select} where id = @id", new { id }, ct)
            is not { } row
        )
            return Problem.NotFound("survey", id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(Response(row));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RetireAsync(
        Guid id,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                "update survey set status = 'retired', version = version + 1 where id = @id",
                new { id }
            ) == 0
        )
            return Problem.NotFound("survey", id).ToResult();
        await work.CommitAsync();
        return TypedResults.NoContent();
    }

    private static SurveyResponse Response(SurveyRow r) =>
        new(
            r.Id,
            r.Name,
            r.Type,
            r.Question,
            r.ScaleFrom,
            r.ScaleTo,
            r.Method,
            r.TopBoxes,
            r.LoopAtOrBelow,
            r.Product,
            r.ToSurvey().Questions,
            r.Status,
            r.Version,
            r.CreatedAt,
            r.CreatedBy
        );

    private sealed record After(Guid Id);

    private const string Filter = """
        where (@type::text is null or type = @type) and (@status::text is null or status = @status)
            and (@after::uuid is null or id > @after)
        order by id limit @Limit
        """;
}
