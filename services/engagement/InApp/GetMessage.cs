using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

public static class GetMessage
{
    public static void Map(IEndpointRouteBuilder messages) =>
        messages
            .MapGet("/{id:guid}", HandleAsync)
            .WithName(nameof(GetMessage))
            .WithDescription("A message with its definition, and since when it is live.");

    private static async Task<Results<Ok<MessageResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        HttpResponse response,
        MessageWriter messages,
        CancellationToken ct
    )
    {
        if (await messages.FindAsync(id, ct) is not { } row)
            return Problem.NotFound("message", id).ToResult();
        response.SetETag(row.Version);
        return TypedResults.Ok(MessageResponse.From(row));
    }
}
