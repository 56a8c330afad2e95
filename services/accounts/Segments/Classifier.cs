using Platform.Accounts.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Segments;

/// <summary>Reads what the built-in segments depend on and decides them for accounts about to be saved.</summary>
public sealed class Classifier(RequestContext context) : IAccountClassifier
{
    public async Task<IReadOnlyList<AccountChange>> ClassifyAsync(UnitOfWork work, IReadOnlyList<AccountChange> changes)
    {
        var ids = changes.Select(change => change.After.Id).ToArray();
        var today = await work.ScalarAsync<DateOnly>(
            "select (@Now at time zone time_zone)::date from calendar_setting",
            new { context.Now }
        );
        var facts = (await work.QueryAsync<Row>(ReadFacts, new { ids, today })).ToDictionary(
            row => row.AccountId,
            row => new ClassificationFacts(row.Arr, row.Band, row.RenewalDate, row.Priority)
        );
        var quantiles = await work.SingleOrDefaultAsync<Quantiles>("select top_arr, mid_arr from book_quantile");
        var motions = (await work.QueryAsync<SizeMotion>("select size, motion from coverage_model")).ToDictionary(
            row => row.Size,
            row => row.Motion,
            StringComparer.Ordinal
        );
        var book = new BookQuantiles(quantiles!.TopArr, quantiles.MidArr);
        return
        [
            .. changes.Select(change =>
                change with
                {
                    After = Classify(
                        change.After,
                        facts.GetValueOrDefault(change.After.Id, ClassificationFacts.None),
                        book,
                        motions,
                        today
                    ),
                }
            ),
        ];
    }

    private static Account Classify(
        Account account,
        ClassificationFacts facts,
        BookQuantiles book,
        Dictionary<string, string> motions,
        DateOnly today
    )
    {
        var size = Classification.Size(account, facts.Arr);
        return account with
        {
            Size = size,
            Motion = size is null ? null : motions.GetValueOrDefault(size),
            Priority = Classification.Priority(facts, book, today),
        };
    }

    private sealed class Row
    {
        public Guid AccountId { get; init; }
        public decimal Arr { get; init; }
        public string? Band { get; init; }
        public DateOnly? RenewalDate { get; init; }
        public string? Priority { get; init; }
    }

    private sealed class Quantiles
    {
        public decimal TopArr { get; init; }
        public decimal MidArr { get; init; }
    }

    private sealed class SizeMotion
    {
        public string Size { get; init; } = "";
        public string Motion { get; init; } = "";
    }

    private const string ReadFacts = """
        select entry.account_id, entry.arr, entry.band, entry.renewal_date, given.priority
        from portfolio_entry as entry left
            join priority_override as given on given.account_id = entry.account_id and given.until >= @today
        where entry.account_id = any(@ids)
        """;
}
