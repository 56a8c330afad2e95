using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <param name="Name">What people call it, unique in the application.</param>
/// <param name="Definition">What it says, to whom, and when.</param>
public sealed record ChangeMessageRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required] MessageDefinition Definition
);

public static class ChangeMessage
{
    public static void Map(IEndpointRouteBuilder messages) =>
        messages
            .MapPut("/{id:guid}", HandleAsync)
            .WithName(nameof(ChangeMessage))
            .WithDescription("Changes a message, live or not. Who has seen it does not see it again.");

    private static async Task<Results<Ok<MessageResponse>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ChangeMessageRequest request,
        HttpRequest http,
        HttpResponse response,
        MessageWriter messages,
        CancellationToken ct
    )
    {
        var expected = http.ExpectedVersion();
        var (changed, refused) = await messages.ChangeAsync(
            id,
            expected,
            (work, row) => WriteAsync(work, row, request),
            ct
        );
        if (changed is null)
            return refused!.ToResult();
        response.SetETag(changed.Version);
        return TypedResults.Ok(changed);
    }

    private static async Task<Problem?> WriteAsync(UnitOfWork work, MessageRow row, ChangeMessageRequest request)
    {
        if (MessageWriter.ProblemOf(request.Definition) is { } problem)
            return problem;
        var isTaken = await work.ScalarAsync<bool>(
            "select exists (select from message where application_id = @ApplicationId and name = @Name and id <> @Id)",
            new
            {
                row.ApplicationId,
                request.Name,
                row.Id,
            }
        );
        if (isTaken)
            return InAppProblems.NameTaken(request.Name);
        await work.ExecuteAsync(
            "update message set name = @Name, definition = @Definition::jsonb where id = @Id",
            new
            {
                row.Id,
                request.Name,
                Definition = MessageWriter.Write(request.Definition),
            }
        );
        return null;
    }
}
