using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Answers;

public static class ListAnswersOfAccount
{
    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapGet("/accounts/{accountId:guid}/answers", HandleAsync)
            .WithName(nameof(ListAnswersOfAccount))
            .WithDescription("The answers that people of one account gave, the newest first.")
            .WithTags("Answers")
            .RequireKnownAccount();

    private static async Task<Ok<Page<AnswerResponse>>> HandleAsync(
        Guid accountId,
        [AsParameters] AnswerFilter filter,
        PageRequest page,
        AnswerReader answers,
        CancellationToken ct
    ) => TypedResults.Ok(await answers.ListAsync(accountId, filter, page, ct));
}
