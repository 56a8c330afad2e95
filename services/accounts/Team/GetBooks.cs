using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Accounts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Team;

public sealed record GetBooksResponse(IReadOnlyList<BookResponse> Items);

/// <summary>Books against the coverage models: how full they are, and which are over capacity.</summary>
public static class GetBooks
{
    public static void Map(IEndpointRouteBuilder team) => team.MapGet("/books", HandleAsync).WithName(nameof(GetBooks));

    /// <param name="overCapacity">Only those that are.</param>
    private static async Task<Ok<GetBooksResponse>> HandleAsync(
        bool? overCapacity,
        Database database,
        CancellationToken ct
    )
    {
        var models = await BookReader.ModelsAsync(database, ct);
        var books = (await BookReader.ReadAsync(database, OwnerRoles.Csm, ct)).Select(book =>
            BookResponse.From(book, models)
        );
        return TypedResults.Ok(
            new GetBooksResponse([
                .. books.Where(book => overCapacity != true || book.OverCapacity).OrderByDescending(book => book.Use),
            ])
        );
    }
}
