using Platform.ServiceKit.Data;

namespace Platform.Renewals.Reviews;

/// <summary>Reads a session of the line-by-line review with its accounts and asks.</summary>
internal static class LxlSessionReader
{
    internal static async Task<LxlSessionResponse?> ReadAsync(UnitOfWork work, Guid id)
    {
        if (
            await work.SingleOrDefaultAsync<LxlSessionResponse>($"{Select} where id = @id", new { id })
            is not { } session
        )
            return null;
        session.Accounts = await work.QueryAsync<LxlSessionAccountResponse>(Accounts, new { id });
        session.Asks = await work.QueryAsync<LxlAskResponse>(OfSession, new { id });
        return session;
    }

    internal const string Select = "select id, quarter, held_on, minutes, closed_at, version from lxl_session";

    private const string Accounts = """
        select a.account_id, c.name, a.reasons, coalesce(v.arr, 0) as arr, h.band as health_band, a.challenges,
               (select count(*)::int from risk r
                   where r.account_id = a.account_id and r.closed_at is null) as open_risks,
               (select min(ends_on) from renewal r where r.account_id = a.account_id and r.outcome is null) as renews_on
        from lxl_account a
        left join account_copy c on c.account_id = a.account_id
        left join account_revenue v on v.account_id = a.account_id
        left join account_health h on h.account_id = a.account_id
        where a.session_id = @id order by arr desc, a.account_id
        """;

    internal const string Asks = """
        select k.id, k.session_id, s.quarter, k.account_id, k.ask, k.executive, k.owner, k.due_on, k.done_on, k.result
        from lxl_ask k join lxl_session s on s.id = k.session_id
        """;

    private const string OfSession = $"""
        {Asks} join lxl_session this on this.id = @id
        where k.session_id = @id
           or (s.quarter < this.quarter and (k.done_on is null or k.done_at > this.created_at))
        order by k.due_on, k.id
        """;
}
