using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

public static class StartMessage
{
    public static void Map(IEndpointRouteBuilder messages) =>
        messages
            .MapPost("/{id:guid}/live", HandleAsync)
            .WithName(nameof(StartMessage))
            .WithDescription("From now on the message is offered to its audience. Its anchor is judged anew.");

    private static async Task<Results<Ok<MessageResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
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
                    "update message set status = 'live', paused_reason = null, live_since = @Now where id = @Id "
                        + "and status <> 'live'",
                    new { row.Id, work.Context.Now }
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
