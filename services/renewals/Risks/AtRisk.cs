namespace Platform.Renewals.Risks;

/// <summary>
/// When an account is at risk, the same everywhere: its health is red, a risk is open, notice was given, or a renewal
/// of it is called at risk. Every reason is named.
/// </summary>
internal static class AtRisk
{
    /// <summary>A row for each account and reason; a filter by account reaches into every part.</summary>
    public const string Reasons = """
        select account_id, 'red_band' as reason from account_health where band = 'red'
        union all select account_id, 'open_risk' from risk where closed_at is null
        union all select account_id, 'notice_given' from churn where effective_on is null
        union all select account_id, 'called_at_risk' from renewal where outcome is null and call = 'at_risk'
        """;
}
