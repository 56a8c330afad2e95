using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <param name="FromPersonId">User id of the CSM whose accounts move.</param>
/// <param name="ToPersonId">User id of who gets them; left out: each goes to the CSM with most room then.</param>
/// <param name="Accounts">Which ones; left out: all.</param>
public sealed record WhatIfBookMovedRequest(
    string FromPersonId,
    string? ToPersonId = null,
    IReadOnlyList<Guid>? Accounts = null
);

/// <param name="Moves">Who would get which account.</param>
/// <param name="Books">The books as they would be, the fullest first.</param>
public sealed record WhatIfBookMovedResponse(IReadOnlyList<BookMove> Moves, IReadOnlyList<BookResponse> Books);

/// <summary>The books as they would be; nothing changes. Without a receiver each account goes to the CSM who has most
/// room then.</summary>
public static class WhatIfBookMoved
{
    public static void Map(IEndpointRouteBuilder team) =>
        team.MapPost("/books/what-if", HandleAsync)
            .WithName(nameof(WhatIfBookMoved))
            .WithDescription(
                "What moving accounts from one person to another would do to both books. "
                    + "Nothing changes; POST /v1/team/books/moves does it."
            )
            .WithoutIdempotencyKey();

    private static async Task<Ok<WhatIfBookMovedResponse>> HandleAsync(
        WhatIfBookMovedRequest request,
        Database database,
        CancellationToken ct
    )
    {
        var plan = await BookMoves.PlanAsync(database, request.FromPersonId, request.ToPersonId, request.Accounts, ct);
        var books = plan.Books.Select(book => BookResponse.From(book, plan.Models));
        return TypedResults.Ok(new WhatIfBookMovedResponse(plan.Moves, [.. books.OrderByDescending(book => book.Use)]));
    }
}
