namespace Platform.Accounts.Team;

/// <summary>What one person carries in one role.</summary>
/// <param name="Sizes">Of customers that the person takes; empty: any.</param>
/// <param name="Load">Accounts and ARR by size of the customer.</param>
/// <param name="OnTeam">Whether the person is on the team's list and takes accounts in the role; others only carry
/// what they have.</param>
public sealed record Book(
    string PersonId,
    IReadOnlyList<string> Sizes,
    IReadOnlyList<BookPart> Load,
    bool OnTeam = true
);

public sealed record BookPart(string Size, int Accounts, decimal Arr);

/// <summary>How much one CSM can carry of one size of customer; a null limit does not bind.</summary>
/// <param name="AccountsPerCsm">How many accounts of the size one CSM looks after at most.</param>
/// <param name="ArrPerCsm">How much ARR one CSM looks after at most, in the reporting currency.</param>
public sealed record CoverageModel(string Size, string Motion, int? AccountsPerCsm, decimal? ArrPerCsm);

/// <summary>Works out how full books are and who has most room; pure.</summary>
public static class Books
{
    /// <summary>1 is full. Each part of a mixed book takes its share of the person; of two limits the tighter one
    /// counts.</summary>
    public static decimal Use(IEnumerable<BookPart> load, IReadOnlyDictionary<string, CoverageModel> models) =>
        load.Sum(part =>
            models.TryGetValue(part.Size, out var model)
                ? Math.Max(Share(part.Accounts, model.AccountsPerCsm), Share(part.Arr, model.ArrPerCsm))
                : 0
        );

    /// <summary>
    /// The person of the team to give an account to: who takes its size and would be least full with it; null when
    /// nobody takes it. Ties go by name, so that the answer is the same each time.
    /// </summary>
    public static Book? WithMostRoom(
        IEnumerable<Book> books,
        string? size,
        decimal arr,
        IReadOnlyDictionary<string, CoverageModel> models
    )
    {
        var customer = size ?? Accounts.Account.Sizes[0];
        return books
            .Where(book =>
                book.OnTeam && (book.Sizes.Count == 0 || book.Sizes.Contains(customer, StringComparer.Ordinal))
            )
            .OrderBy(book => Use(With(book.Load, customer, arr), models))
            .ThenBy(book => book.PersonId, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    public static IReadOnlyList<BookPart> With(
        IReadOnlyList<BookPart> load,
        string size,
        decimal arr,
        int accounts = 1
    ) =>
        load.Any(part => part.Size == size)
            ?
            [
                .. load.Select(part =>
                    part.Size == size ? new BookPart(size, part.Accounts + accounts, part.Arr + arr) : part
                ),
            ]
            : [.. load, new BookPart(size, accounts, arr)];

    private static decimal Share(decimal carried, decimal? limit) => limit is > 0 ? carried / limit.Value : 0;
}
