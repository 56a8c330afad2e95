using Platform.Renewals.Revenue;

namespace Platform.Renewals.Metrics.InMemory;

/// <summary>Columns and groups at one moment; valid only while its owner holds the lock.</summary>
public sealed class RevenueSnapshot(
    MonthColumns accounts,
    MonthColumns products,
    IReadOnlyDictionary<string, GroupCodes> dimensions,
    GroupCodes productCodes
)
{
    public DateTimeOffset KnownAt { get; set; }

    public MonthColumns Accounts => accounts;

    /// <summary>Figures between two month ends: each group's, and last the total (group <c>all</c>) of all
    /// accounts.</summary>
    public IReadOnlyList<GroupFigures> Retention(string by, int from, int to)
    {
        if (by == Grouping.None)
            return
            [
                new GroupFigures(
                    "all",
                    Followed(accounts, null, by, from, to)?.Total(to) ?? ColumnRetention.Total(accounts, from, to)
                ),
            ];
        return by == Grouping.Product
            ? Groups(products, productCodes, by, from, to)
            : Groups(accounts, dimensions[by], by, from, to);
    }

    public CohortTable Cohorts(int from, int to, int currentMonth) =>
        Has(accounts, from) && Has(accounts, to)
            ? accounts.Follow("cohorts", () => new IncrementalCohorts(accounts)).Table(from, to, currentMonth)
            : ColumnCohorts.Table(accounts, from, to, currentMonth);

    private static List<GroupFigures> Groups(MonthColumns columns, GroupCodes codes, string by, int from, int to)
    {
        var figures = Followed(columns, codes, by, from, to)?.ByGroup(to)
            ?? ColumnRetention.ByGroup(columns, from, to, codes.OfUnits(columns.Count), codes.Names.Count);
        return
        [
            .. codes
                .Names.Select((name, i) => new GroupFigures(name, figures[i]))
                .Where(g => g.Figures.AccountsAtStart + g.Figures.AccountsAtEnd > 0)
                .OrderBy(g => g.Group, StringComparer.Ordinal),
            new GroupFigures("all", figures[^1]),
        ];
    }

    /// <summary>Null where the months lie outside the columns: then a pass over what is there answers.</summary>
    private static IncrementalRetention? Followed(
        MonthColumns columns,
        GroupCodes? codes,
        string by,
        int from,
        int to
    ) =>
        Has(columns, to)
            ? columns.Follow($"{by} {to - from}", () => new IncrementalRetention(columns, to - from, codes))
            : null;

    private static bool Has(MonthColumns columns, int month) =>
        columns.Count > 0 && month >= columns.FirstMonth && month <= columns.LastMonth;
}
