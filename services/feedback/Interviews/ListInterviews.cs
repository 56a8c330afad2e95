using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Interviews;

public sealed record ListInterviewsQuery(string? Kind, string? Outcome, string? Theme, Guid? AccountId);

public static class ListInterviews
{
    public static void Map(IEndpointRouteBuilder interviews) =>
        interviews
            .MapGet("/", HandleAsync)
            .WithName(nameof(ListInterviews))
            .WithDescription("Win, loss and churn interviews.");

    private static async Task<Ok<Page<InterviewResponse>>> HandleAsync(
        [AsParameters] ListInterviewsQuery query,
        PageRequest page,
        Database database,
        CancellationToken ct
    )
    {
        var after = Cursor.Read<Position>(page.Cursor)?.Id;
        var rows = await database.QueryAsync<InterviewReader.Row>(
            $"{InterviewReader.Select} {Filter}",
            new
            {
                query.Kind,
                query.Outcome,
                query.Theme,
                query.AccountId,
                after,
                Limit = page.Limit + 1,
            },
            ct
        );
        var themes = await InterviewReader.ThemesAsync(database, [.. rows.Select(r => r.Id)], ct);
        return TypedResults.Ok(
            Page<InterviewResponse>.From(rows, page.Limit, r => r.ToResponse(themes[r.Id]), r => new Position(r.Id))
        );
    }

    private sealed record Position(Guid Id);

    private const string Filter = """
        where (@kind::text is null or i.kind = @kind) and (@outcome::text is null or i.outcome = @outcome)
            and (@accountId::uuid is null or i.account_id = @accountId)
          and (@theme::text is null or exists (select from interview_theme t
              where t.interview_id = i.id and t.theme = @theme)) and (@after::uuid is null or i.id > @after)
        order by i.id limit @Limit
        """;
}
