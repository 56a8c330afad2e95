using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Interviews;

/// <summary>The themes by which interviews are coded: the organisation adds its own, words them anew, and takes out
/// of use what it does not need.</summary>
public static class InterviewThemes
{
    public static void Map(IEndpointRouteBuilder interviews)
    {
        interviews
            .MapGet("/themes", ListAsync)
            .WithName("ListInterviewThemes")
            .WithDescription("The themes by which interviews are coded.");
        interviews
            .MapPut("/themes/{code}", PutAsync)
            .WithName("PutInterviewTheme")
            .WithDescription("Adds a theme, words it anew, or takes one back into use.");
        interviews
            .MapDelete("/themes/{code}", RetireAsync)
            .WithName("RetireInterviewTheme")
            .WithDescription("Takes a theme out of use. Interviews that have it keep it.");
    }

    private static Task<IReadOnlyList<InterviewTheme>> ListAsync(Database database, CancellationToken ct) =>
        database.QueryAsync<InterviewTheme>($"{Select} order by t.retired, t.code", null, ct);

    private static async Task<Results<Ok<InterviewTheme>, ProblemHttpResult>> PutAsync(
        string code,
        PutThemeRequest request,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (
            code.Length > 50
            || !code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            || !char.IsAsciiLetterLower(code[0])
        )
            return Problem
                .Invalid(
                    "code",
                    $"'{code}' is no code: up to 50 lower-case letters, digits and underscores, a letter first"
                )
                .ToResult();
        await database.ExecuteAsync(Put, new { code, request.Description }, ct);
        return TypedResults.Ok(
            (await database.SingleOrDefaultAsync<InterviewTheme>($"{Select} where t.code = @code", new { code }, ct))!
        );
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RetireAsync(
        string code,
        Caller caller,
        Database database,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        return
            await database.ExecuteAsync(
                "update theme set retired = true where code = @code and not retired",
                new { code },
                ct
            ) == 0
            ? new Problem(
                "not-found",
                StatusCodes.Status404NotFound,
                "There is no such theme.",
                $"No theme in use is called '{code}'; GET /v1/interviews/themes lists them."
            ).ToResult()
            : TypedResults.NoContent();
    }

    private const string Select =
        "select t.code, t.description, t.retired, (select count(*)::int from interview_theme i where i.theme = "
        + "t.code) as interviews from theme t";

    private const string Put = """
        insert into theme (code, description) values (@code, @Description)
        on conflict (code) do update set description = excluded.description, retired = false
        """;
}
