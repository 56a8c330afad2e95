using Platform.Accounts.Owners;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <summary>Books against the coverage models: how full, which are over capacity, and what if a book moved.</summary>
public static class GetBooks
{
    public static void Map(IEndpointRouteBuilder team)
    {
        team.MapGet("/books", HandleAsync).WithName(nameof(GetBooks));
        team.MapPost("/books/what-if", WhatIfAsync)
            .WithName("WhatIfBookMoved")
            .WithDescription(
                "What moving accounts from one person to another would do to both books. "
                    + "Nothing changes; POST /v1/team/books/moves does it."
            )
            .WithoutIdempotencyKey();
    }

    /// <param name="overCapacity">Only those that are.</param>
    private static async Task<IResult> HandleAsync(bool? overCapacity, Database database, CancellationToken ct)
    {
        var models = await BookStore.ModelsAsync(database, ct);
        var books = (await BookStore.ReadAsync(database, OwnerRoles.Csm, ct)).Select(book =>
            BookAnswer.From(book, models)
        );
        return TypedResults.Ok(
            new
            {
                items = books
                    .Where(book => overCapacity != true || book.OverCapacity)
                    .OrderByDescending(book => book.Use),
            }
        );
    }

    /// <summary>The books as they would be; nothing changes. Without a receiver each account goes to whoever has most
    /// room then.</summary>
    private static async Task<IResult> WhatIfAsync(MoveBookRequest request, Database database, CancellationToken ct)
    {
        var plan = await BookMoves.PlanAsync(database, request.FromPersonId, request.ToPersonId, request.Accounts, ct);
        var books = plan.Books.Select(book => BookAnswer.From(book, plan.Models)).OrderByDescending(book => book.Use);
        return TypedResults.Ok(new { moves = plan.Moves, books });
    }
}
