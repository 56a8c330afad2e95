using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Interviews;

/// <param name="Description">What it means, for the person who codes an interview.</param>
public sealed record PutInterviewThemeRequest([Required, StringLength(500, MinimumLength = 1)] string Description);

public static class PutInterviewTheme
{
    public static void Map(IEndpointRouteBuilder interviews) =>
        interviews
            .MapPut("/themes/{code}", HandleAsync)
            .WithName(nameof(PutInterviewTheme))
            .WithDescription("Adds a theme, rewords it, or takes a retired one back into use.");

    private static async Task<Results<Ok<InterviewTheme>, ProblemHttpResult>> HandleAsync(
        string code,
        PutInterviewThemeRequest request,
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
            (
                await database.SingleOrDefaultAsync<InterviewTheme>(
                    $"{InterviewThemeSql.Select} where t.code = @code",
                    new { code },
                    ct
                )
            )!
        );
    }

    private const string Put = """
        insert into theme (code, description) values (@code, @Description)
        on conflict (code) do update set description = excluded.description, retired = false
        """;
}
