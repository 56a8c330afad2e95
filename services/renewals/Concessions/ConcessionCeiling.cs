using Platform.ServiceKit.Data;

namespace Platform.Renewals.Concessions;

/// <summary>
/// People grant concessions up to the ceiling of their role; above it another person approves, whose ceiling covers
/// it. What counts is the sum of the account's live concessions: granted and not expired.
/// </summary>
internal static class ConcessionCeiling
{
    /// <summary>Rounded up, so that a ceiling is never passed by a fraction.</summary>
    internal static decimal PercentOf(decimal effect, decimal arr) =>
        arr == 0 ? 100 : decimal.Round(effect / arr * 100, 2, MidpointRounding.ToPositiveInfinity);

    /// <summary>
    /// What the account is worth and what was granted of it already, locked until the transaction's end: a ceiling is a
    /// limit over all that is live, not over one request.
    /// </summary>
    internal static async Task<(decimal Arr, decimal Live)> LockAsync(UnitOfWork work, Guid account, DateOnly today)
    {
        var arr = await work.ScalarAsync<decimal?>(Worth, new { account }) ?? 0;
        return (arr, await work.ScalarAsync<decimal>(Live, new { account, today }));
    }

    private const string Worth = "select arr from account_revenue where account_id = @account for update";

    private const string Live = """
        select coalesce(sum(arr_effect), 0) from concession
        where account_id = @account and status = 'approved' and expires_on > @today
        """;
}
