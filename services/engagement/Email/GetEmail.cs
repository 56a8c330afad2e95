using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Email;

public static class GetEmail
{
    public static void Map(IEndpointRouteBuilder emails) =>
        emails.MapGet("/{id:guid}", HandleAsync).WithName(nameof(GetEmail)).WithDescription("One mail to a person.");

    private static async Task<Results<Ok<EmailResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Database database,
        CancellationToken ct
    ) =>
        await database.SingleOrDefaultAsync<EmailMessage>($"{EmailMessage.Select} where m.id = @id", new { id }, ct)
            is { } mail
            ? TypedResults.Ok(EmailResponse.From(mail))
            : Problem.NotFound("email", id).ToResult();
}
