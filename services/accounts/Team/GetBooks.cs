using Platform.Accounts.Accounts;
using Platform.Accounts.Owners;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <param name="Use">1 is full by the coverage models.</param>
public sealed record BookAnswer(string PersonId, int Accounts, decimal Arr, decimal Use, bool OverCapacity, IReadOnlyList<BookPart> Parts);

public sealed record MoveBookRequest(string FromPersonId, string? ToPersonId = null, IReadOnlyList<Guid>? Accounts = null);

/// <summary>Books against the coverage models: how full, which are over capacity, who should get an account, and what if a book moved.</summary>
public static class GetBooks
{
    public static void Map(IEndpointRouteBuilder team)
    {
        team.MapGet("/books", HandleAsync).WithName(nameof(GetBooks));
        team.MapPost("/books/what-if", WhatIfAsync).WithName("WhatIfBookMoved").WithDescription("What moving accounts from one person to another would do to both books. Nothing changes.").WithoutIdempotencyKey();
    }

    /// <param name="overCapacity">Only those that are.</param>
    private static async Task<IResult> HandleAsync(bool? overCapacity, Database database, CancellationToken ct)
    {
        var models = await BookStore.ModelsAsync(database, ct);
        var books = (await BookStore.ReadAsync(database, OwnerRoles.Csm, ct)).Select(book => Answer(book, models));
        return TypedResults.Ok(new { items = books.Where(book => overCapacity != true || book.OverCapacity).OrderByDescending(book => book.Use) });
    }

    /// <summary>The books as they would be; nothing changes. Without a receiver each account goes to whoever has most room then.</summary>
    private static async Task<IResult> WhatIfAsync(MoveBookRequest request, Database database, CancellationToken ct)
    {
        var models = await BookStore.ModelsAsync(database, ct);
        var books = (await BookStore.ReadAsync(database, OwnerRoles.Csm, ct)).ToDictionary(book => book.PersonId, StringComparer.Ordinal);
        if (request.ToPersonId is { } to && !books.ContainsKey(to)) return Problem.Invalid("toPersonId", $"'{to}' is not an active CSM of the team").ToResult();
        var moved = await database.QueryAsync<Moved>(ReadMoved, new { request.FromPersonId, Ids = (request.Accounts ?? []).ToArray(), All = request.Accounts is null }, ct);

        var moves = new List<object>();
        foreach (var account in moved)
        {
            var size = account.Size ?? Account.Sizes[0];
            var receiver = request.ToPersonId is { } named ? books[named] : Books.WithMostRoom(books.Values.Where(book => book.PersonId != request.FromPersonId), size, account.Arr, models);
            if (receiver is null)
                return new Problem("team/no-receiver", StatusCodes.Status409Conflict, "Nobody takes this account over.", $"No other CSM of the team takes accounts of size {size}: name one in toPersonId, or let somebody take that size.").ToResult();
            if (books.TryGetValue(request.FromPersonId, out var giver)) books[giver.PersonId] = giver with { Load = Books.With(giver.Load, size, -account.Arr, -1) };
            books[receiver.PersonId] = books[receiver.PersonId] with { Load = Books.With(books[receiver.PersonId].Load, size, account.Arr) };
            moves.Add(new { account.AccountId, account.Name, account.Arr, toPersonId = receiver.PersonId });
        }
        return TypedResults.Ok(new { moves, books = books.Values.Select(book => Answer(book, models)).OrderByDescending(book => book.Use) });
    }

    private static BookAnswer Answer(Book book, IReadOnlyDictionary<string, CoverageModel> models)
    {
        var use = Books.Use(book.Load, models);
        return new BookAnswer(book.PersonId, book.Load.Sum(part => part.Accounts), book.Load.Sum(part => part.Arr), Math.Round(use, 4), use > 1, book.Load);
    }

    private sealed class Moved
    {
        public Guid AccountId { get; init; }
        public string Name { get; init; } = "";
        public string? Size { get; init; }
        public decimal Arr { get; init; }
    }

    private const string ReadMoved = """
        select account_id, name, size, arr from portfolio_entry
        where csm = @FromPersonId and lifecycle <> 'churned' and not merged and (@All or account_id = any(@Ids)) order by arr desc, account_id
        """;
}
