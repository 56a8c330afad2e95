using Platform.Accounts.Accounts;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Team;

/// <summary>Works out who would get which account of a book.</summary>
internal static class BookMoves
{
    /// <exception cref="ProblemException">400 for a person or an account that does not fit, 409 where no one takes an
    /// account.</exception>
    public static async Task<BookMovePlan> PlanAsync(
        Database database,
        string from,
        string? to,
        IReadOnlyList<Guid>? accounts,
        CancellationToken ct
    )
    {
        var models = await BookReader.ModelsAsync(database, ct);
        var books = (await BookReader.ReadAsync(database, OwnerRoles.Csm, ct)).ToDictionary(
            book => book.PersonId,
            StringComparer.Ordinal
        );
        if (string.IsNullOrWhiteSpace(from))
            throw Problem.Invalid("fromPersonId", "is required: the CSM whose accounts move").ToException();
        if (to is not null && !books.ContainsKey(to))
            throw Problem
                .Invalid("toPersonId", $"'{to}' is no CSM: neither on the team's list nor the owner of an account")
                .ToException();
        if (to == from)
            throw Problem.Invalid("toPersonId", "is the person whose accounts move").ToException();
        var moved = await database.QueryAsync<Moved>(
            ReadMoved,
            new
            {
                from,
                Ids = (accounts ?? []).ToArray(),
                All = accounts is null,
            },
            ct
        );
        if (accounts?.Except(moved.Select(row => row.AccountId)).ToArray() is [var unknown, ..])
            throw Problem.Invalid("accounts", $"{unknown} is no account of which {from} is CSM").ToException();

        // While the team's list is empty, every CSM of accounts may get more of them.
        if (!books.Values.Any(book => book.OnTeam))
            books = books.ToDictionary(
                book => book.Key,
                book => book.Value with { OnTeam = true },
                StringComparer.Ordinal
            );
        var moves = new List<BookMove>();
        foreach (var account in moved)
        {
            var size = account.Size ?? Account.Sizes[0];
            var others = books.Values.Where(book => book.PersonId != from);
            var receiver = (to is not null ? books[to] : Books.WithMostRoom(others, size, account.Arr, models))
                ?? throw NoReceiver(size).ToException();
            if (books.TryGetValue(from, out var giver))
                books[from] = giver with { Load = Books.With(giver.Load, size, -account.Arr, -1) };
            books[receiver.PersonId] = receiver with { Load = Books.With(receiver.Load, size, account.Arr) };
            moves.Add(new BookMove(account.AccountId, account.Name, account.Arr, receiver.PersonId));
        }
        return new BookMovePlan(moves, [.. books.Values], models);
    }

    private static Problem NoReceiver(string size) =>
        new(
            "team/no-receiver",
            StatusCodes.Status409Conflict,
            "Nobody takes this account over.",
            $"No other CSM of the team takes accounts of size {size}: "
                + "name one in toPersonId, or let somebody take that size."
        );

    private sealed class Moved
    {
        public Guid AccountId { get; init; }
        public string Name { get; init; } = "";
        public string? Size { get; init; }
        public decimal Arr { get; init; }
    }

    private const string ReadMoved = """
        select account_id, name, size, arr from portfolio_entry
        where csm = @from and lifecycle <> 'churned' and not merged and (@All or account_id = any(@Ids))
            order by arr desc, account_id
        """;
}
