namespace Platform.Accounts.Portfolio;

/// <summary>One column, with a value per row in the order of the ids. A column of text has words and codes, one of
/// figures has numbers, one of dates has days.</summary>
/// <param name="Words">The different texts of the column, each once.</param>
/// <param name="Codes">Per row the place of its word, from 0 on; -1: none. Left out where each row has a word of its
/// own: row 3 has the word at place 3.</param>
/// <param name="Numbers">Per row the figure; null: none.</param>
/// <param name="Days">Per row the days since 1970-01-01; null: none.</param>
public sealed record PortfolioColumn(
    IReadOnlyList<string>? Words,
    IReadOnlyList<int>? Codes,
    IReadOnlyList<double?>? Numbers,
    IReadOnlyList<int?>? Days
);
