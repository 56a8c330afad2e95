using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <param name="ApplicationId">The product that shows it.</param>
/// <param name="Name">What people call it, unique in the application.</param>
/// <param name="Definition">What it says, to whom, and when.</param>
public sealed record CreateMessageRequest(
    Guid ApplicationId,
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    [Required] MessageDefinition Definition
);

public static class CreateMessage
{
    public static void Map(IEndpointRouteBuilder messages) =>
        messages
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateMessage))
            .WithDescription("Drafts a message for the customer's product; nobody sees it before it is live.");

    private static async Task<Results<Created<MessageResponse>, ProblemHttpResult>> HandleAsync(
        CreateMessageRequest request,
        HttpResponse response,
        Database database,
        CancellationToken ct
    )
    {
        if (MessageWriter.ProblemOf(request.Definition) is { } problem)
            return problem.ToResult();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ScalarAsync<Guid?>(
                "select id from application where id = @ApplicationId",
                new { request.ApplicationId }
            )
            is null
        )
            return Problem.Invalid("applicationId", $"there is no application {request.ApplicationId}").ToResult();
        var id = Guid.CreateVersion7();
        var inserted = await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                request.ApplicationId,
                request.Name,
                Definition = MessageWriter.Write(request.Definition),
                Author = work.Context.Actor,
                work.Context.Now,
            }
        );
        if (inserted == 0)
            return InAppProblems.NameTaken(request.Name).ToResult();
        var created = MessageResponse.From((await MessageWriter.FindAsync(work, id))!);
        await work.CommitAsync();
        response.SetETag(created.Version);
        return TypedResults.Created($"/v1/messages/{id}", created);
    }

    private const string Insert = """
        insert into message (id, application_id, name, status, definition, version, author, created_at)
        values (@id, @ApplicationId, @Name, 'draft', @Definition::jsonb, 1, @Author, @Now)
        on conflict on constraint message_name_taken do nothing
        """;
}
