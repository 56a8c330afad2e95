using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Answers;

/// <summary>Every answer and every word of it, for everyone inside: latest first, narrowed by filters and by
/// words.</summary>
public static class ListAnswers
{
    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapGet("/answers", HandleAsync).WithName(nameof(ListAnswers)).WithTags("Answers");

    private static async Task<Ok<Page<AnswerResponse>>> HandleAsync(
        Guid? accountId,
        [AsParameters] AnswerFilter filter,
        PageRequest page,
        AnswerReader answers,
        CancellationToken ct
    ) => TypedResults.Ok(await answers.ListAsync(accountId, filter, page, ct));
}
