using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

public static class GetWaves
{
    public static void Map(IEndpointRouteBuilder waves)
    {
        waves.MapGet("/", ListAsync).WithName("ListWaves").WithDescription("The waves, the newest first.");
        waves
            .MapGet("/{id:guid}", GetAsync)
            .WithName("GetWave")
            .WithDescription("One wave with how many were asked and have answered.");
        waves
            .MapPost("/{id:guid}/cancellation", CancelAsync)
            .WithName("CancelWave")
            .WithDescription(
                "Stops a wave: nobody more is asked, and a series does not repeat. Answers that were given stay."
            );
    }

    private static async Task<Page<WaveResponse>> ListAsync(
        Guid? surveyId,
        string? status,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<After>(page.Cursor)?.Id;
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
        return Page<WaveResponse>.From(rows, page.Limit, r => r.ToResponse(), r => new After(r.Id));
    }

    private static async Task<Results<Ok<WaveResponse>, ProblemHttpResult>> GetAsync(
        Guid id,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<WaveRow>($"{WaveRow.Select} where w.id = @id", new { id }, ct)
            is not { } row
        )
            return Problem.NotFound("wave", id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToResponse());
    }

    /// <summary>A wave that was not opened asks nobody, an open one takes no more answers, and none follows
    /// it.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(
        Guid id,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        await using var work = await database.BeginAsync(ct);
        if (await work.ExecuteAsync(Cancel, new { id }) == 0)
            return Problem.NotFound("wave", id).ToResult();
        await work.CommitAsync();
        return TypedResults.NoContent();
    }

    private sealed record After(Guid Id);

    private const string Filter = """
        where (@surveyId::uuid is null or w.survey_id = @surveyId) and (@status::text is null or w.status = @status)
            and (@after::uuid is null or w.id > @after)
        order by w.id limit @Limit
        """;

    private const string Cancel = """
        update wave set status = 'cancelled', version = version + 1
        where id = @id or (status = 'scheduled' and series_id = (select series_id from wave where id = @id))
        """;
}
