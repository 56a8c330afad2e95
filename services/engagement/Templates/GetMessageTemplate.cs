using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.Templates;

public static class GetMessageTemplate
{
    public static void Map(IEndpointRouteBuilder templates) =>
        templates
            .MapGet("/{key}", HandleAsync)
            .WithName(nameof(GetMessageTemplate))
            .WithDescription("A template with all its wordings and what is doubtful in it.");

    private static async Task<Results<Ok<MessageTemplateResponse>, ProblemHttpResult>> HandleAsync(
        string key,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (
            await database.SingleOrDefaultAsync<TemplateRow>($"{TemplateRow.Select} where key = @key", new { key }, ct)
            is not { } row
        )
            return Problem.NotFound("message template", key).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(row.ToResponse());
    }
}
