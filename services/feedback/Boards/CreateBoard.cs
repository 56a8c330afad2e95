using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Boards;

/// <param name="Kind"><c>advisory_board</c> (12–15 executives) or <c>user_group</c>.</param>
public sealed record CreateBoardRequest(
    [Required] string Kind,
    [Required, StringLength(200)] string Name,
    [Required, StringLength(2000)] string Purpose
);

public static class CreateBoard
{
    public static void Map(IEndpointRouteBuilder boards) =>
        boards
            .MapPost("/", HandleAsync)
            .WithName(nameof(CreateBoard))
            .WithDescription("Founds an advisory board or user group.");

    private static async Task<Results<Created<BoardResponse>, ProblemHttpResult>> HandleAsync(
        CreateBoardRequest request,
        Caller caller,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Ownership.RequireAll(caller);
        if (request.Kind is not (Board.Advisory or Board.UserGroup))
            return Problem
                .Invalid("kind", $"'{request.Kind}' is neither {Board.Advisory} nor {Board.UserGroup}")
                .ToResult();
        var id = Guid.CreateVersion7();
        await using var work = await database.BeginAsync(ct);
        if (
            await work.ExecuteAsync(
                Insert,
                new
                {
                    id,
                    request.Kind,
                    request.Name,
                    request.Purpose,
                    Now = clock.GetUtcNow(),
                    By = caller.Id,
                }
            ) == 0
        )
            return new Problem(
                "feedback/board-name-taken",
                StatusCodes.Status409Conflict,
                "There is a board with this name.",
                $"'{request.Name}' is the name of another board."
            ).ToResult();
        await work.CommitAsync();
        return TypedResults.Created($"/v1/boards/{id}", await BoardReader.ReadAsync(database, id, ct));
    }

    private const string Insert = """
        insert into board (id, kind, name, purpose, created_at, created_by, version)
            values (@id, @Kind, @Name, @Purpose, @Now, @By, 1) on conflict on constraint board_name_key do nothing
        """;
}
