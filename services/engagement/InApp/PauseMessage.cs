using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <param name="Reason">Why, for whoever looks at it later.</param>
public sealed record PauseMessageRequest([Required, StringLength(500, MinimumLength = 1)] string Reason);

public static class PauseMessage
{
    public static void Map(IEndpointRouteBuilder messages) =>
        messages
            .MapPost("/{id:guid}/pause", HandleAsync)
            .WithName(nameof(PauseMessage))
            .WithDescription("The message is offered to nobody until it is live again; reports about it still count.");

    private static async Task<Results<Ok<MessageResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PauseMessageRequest request,
        HttpResponse response,
        MessageWriter messages,
        CancellationToken ct
    )
    {
        var (changed, refused) = await messages.ChangeAsync(
            id,
            expected: null,
            async (work, row) =>
            {
                await work.ExecuteAsync(
                    "update message set status = 'paused', paused_reason = @Reason where id = @Id",
                    new { row.Id, request.Reason }
                );
                return null;
            },
            ct
        );
        if (changed is null)
            return refused!.ToResult();
        response.SetETag(changed.Version);
        return TypedResults.Ok(changed);
    }
}
