using System.Globalization;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Portfolio;

/// <summary>What is to be read as columns, checked.</summary>
/// <param name="Portfolio">Filters and sorting.</param>
/// <param name="Columns">Names from the catalogue.</param>
/// <param name="Since">Only what was changed by this transaction or a later one; null: everything.</param>
internal sealed record ColumnsQuery(PortfolioQuery Portfolio, IReadOnlyList<string> Columns, ulong? Since)
{
    /// <exception cref="ProblemException">400 for a column that does not exist or a token that is none.</exception>
    public static ColumnsQuery Of(PortfolioQuery portfolio, string? columns, string? since)
    {
        var errors = portfolio.Mistakes();
        var names = string.IsNullOrWhiteSpace(columns)
            ? ColumnCatalogue.Usual
            : [.. columns.Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
        var known = ColumnCatalogue.All.Keys;
        if (names.FirstOrDefault(name => !ColumnCatalogue.All.ContainsKey(name)) is { } unknown)
            errors["columns"] = [$"'{unknown}' is not one of {string.Join(", ", known)}"];
        if (!PortfolioSql.IsSort(portfolio.Sort))
            errors["sort"] = [$"'{portfolio.Sort}' is not one of {PortfolioSql.KnownSorts}"];
        ulong? from = null;
        if (since is not null)
        {
            if (ulong.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var token))
                from = token;
            else
                errors["since"] = [$"'{since}' is not what an answer gave as next"];
        }
        return errors.Count > 0 ? throw Problem.Invalid(errors).ToException() : new(portfolio, names, from);
    }

    /// <summary>Memberships change without a change of the account's row.</summary>
    public bool KnowsChanges => Portfolio is { Segment: null, ExternalId: null };
}
