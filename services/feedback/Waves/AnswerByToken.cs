using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Surveys;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Waves;

/// <param name="Score">Whole number on the survey's scale.</param>
public sealed record AnswerByTokenRequest(
    decimal? Score,
    string? Comment,
    IReadOnlyDictionary<string, string>? Replies,
    bool WantsReply
);

/// <summary>Takes the answer of the person with the link, for a product that asks on a page of its own.</summary>
public static class AnswerByToken
{
    public static void Map(IEndpointRouteBuilder links) =>
        links.MapPost("/", HandleAsync).WithName(nameof(AnswerByToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string token,
        AnswerByTokenRequest request,
        AnswerLink links,
        CancellationToken ct
    )
    {
        var input = new AnswerInput(
            request.Score,
            request.Comment,
            request.Replies ?? new Dictionary<string, string>(StringComparer.Ordinal),
            request.WantsReply
        );
        var (errors, refusal) = await links.SubmitAsync(token, input, ct);
        if (refusal is not null)
            return refusal.ToProblem().ToResult();
        return errors is null ? TypedResults.NoContent() : Problem.Invalid(errors).ToResult();
    }
}
