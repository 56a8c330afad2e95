using Platform.ServiceKit.Data;

namespace Platform.Engagement.Playbooks;

/// <summary>Which accounts a date trigger is about.</summary>
public static class DueDates
{
    /// <summary>For how many days after its day a trigger still starts runs: what stood still over a weekend is made
    /// up for; a 120-days play does not begin ten days before the renewal.</summary>
    public const int Grace = 7;

    /// <summary>Accounts whose day came within the grace, with the date that it counts from.</summary>
    public static Task<IReadOnlyList<(Guid AccountId, DateOnly Date)>> AccountsAsync(
        UnitOfWork work,
        PlaybookTrigger trigger,
        DateOnly today
    ) =>
        work.QueryAsync<(Guid, DateOnly)>(
            trigger.Date == "customer_since" ? ByCustomerSince : ByRenewal,
            new { First = today.AddDays(-trigger.Days - Grace + 1), Last = today.AddDays(-trigger.Days) }
        );

    private const string ByCustomerSince = """
        select account_id, customer_since from account_copy
        where customer_since between @First and @Last and merged_into is null order by account_id
        """;

    private const string ByRenewal = """
        select account_id, min(date) from (
            select account_id, ends_on as date from account_renewal where not closed
            union all
            select r.account_id, r.next_contract_end from account_revenue r
            where not exists (select from account_renewal w where w.account_id = r.account_id and not w.closed)) dates
        where date between @First and @Last group by account_id order by account_id
        """;
}
