using Platform.ServiceKit.Data;

namespace Platform.Accounts.Portfolio;

/// <summary>Keeps whether the owner calls a renewal of an account at risk: of several the most cautious call counts, of
/// those that end within a year.</summary>
internal sealed class RenewalCalls(RequestContext context)
{
    private const int WithinDays = 365;

    /// <summary>Brings the accounts' rows up to date: a call came in, or a day passed.</summary>
    public Task RefreshAsync(UnitOfWork work, IReadOnlyCollection<Guid> accounts) =>
        work.ExecuteAsync(
            Refresh,
            new { ids = accounts.ToArray(), Until = DateOnly.FromDateTime(context.Now.UtcDateTime).AddDays(WithinDays) }
        );

    private const string Refresh = """
        update portfolio_entry as entry set called_at_risk = known.called
        from (
            select id, exists (select 1 from renewal_call
                where account_id = id and not decided and call = 'at_risk' and ends_on <= @Until) as called
            from unnest(@ids) as given (id)
        ) as known
        where entry.account_id = known.id and entry.called_at_risk <> known.called
        """;
}
