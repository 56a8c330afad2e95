namespace Platform.Accounts.Team;

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
    /// no one takes it. Ties go by name, so that the answer is the same each time.
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
