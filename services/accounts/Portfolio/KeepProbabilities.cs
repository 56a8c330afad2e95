using Microsoft.Extensions.Options;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.Portfolio;

/// <summary>
/// Works out how likely each account is kept: by the organisation's model, else by what the last validation observed of
/// its band, else by the documented default of its band; a band that is not known counts as yellow.
/// </summary>
internal sealed class KeepProbabilities(IOptions<PortfolioOptions> options)
{
    /// <summary>Brings the accounts' rows up to date; to be called after what it depends on changed, in the same
    /// transaction.</summary>
    public Task RefreshAsync(UnitOfWork work, IReadOnlyCollection<Guid> accounts) =>
        work.ExecuteAsync($"{Refresh} account_id = any(@ids)", Arguments([.. accounts], null));

    /// <summary>The same of all accounts that one segment's scorecard scores.</summary>
    public Task RefreshSegmentAsync(UnitOfWork work, string segment) =>
        work.ExecuteAsync($"{Refresh} scorecard_segment = @segment", Arguments([], segment));

    private object Arguments(Guid[] ids, string? segment) =>
        new
        {
            ids,
            segment,
            Green = (decimal)options.Value.KeepGreen,
            Yellow = (decimal)options.Value.KeepYellow,
            Red = (decimal)options.Value.KeepRed,
        };

    private const string Refresh = """
        update portfolio_entry as entry set (keep_probability, keep_source) = (
            select coalesce(1 - entry.churn_probability, known.rate,
                    case entry.band when 'green' then @Green when 'red' then @Red else @Yellow end),
                case when entry.churn_probability is not null then 'model'
                    when known.rate is not null then 'validation' else 'default' end
            from (select 1) as one
            left join band_keep_rate as known on known.segment = entry.scorecard_segment and known.band = entry.band)
        where
        """;
}
