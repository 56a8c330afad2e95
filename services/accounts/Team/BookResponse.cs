namespace Platform.Accounts.Team;

/// <param name="Use">1 is full by the coverage models.</param>
/// <param name="OnTeam">Whether the person is on the team's list as a CSM; others own accounts without being on
/// it.</param>
/// <param name="OverCapacity">Whether the book holds more than its coverage model allows.</param>
/// <param name="Parts">The book by size and motion, each against its coverage model.</param>
public sealed record BookResponse(
    string PersonId,
    int Accounts,
    decimal Arr,
    decimal Use,
    bool OverCapacity,
    IReadOnlyList<BookPart> Parts,
    bool OnTeam
)
{
    public static BookResponse From(Book book, IReadOnlyDictionary<string, CoverageModel> models)
    {
        var use = Books.Use(book.Load, models);
        return new BookResponse(
            book.PersonId,
            book.Load.Sum(part => part.Accounts),
            book.Load.Sum(part => part.Arr),
            Math.Round(use, 4),
            use > 1,
            book.Load,
            book.OnTeam
        );
    }
}
