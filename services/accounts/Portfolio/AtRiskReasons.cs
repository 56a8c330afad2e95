namespace Platform.Accounts.Portfolio;

/// <summary>
/// When an account is at risk: its band is red, a risk is open, notice was given, or its owner calls a renewal at risk.
/// The columns generated in the migration have the same rule.
/// </summary>
internal static class AtRiskReasons
{
    public const string RedBand = "red_band";
    public const string OpenRisk = "open_risk";
    public const string NoticeGiven = "notice_given";
    public const string CalledAtRisk = "called_at_risk";

    /// <summary>The same in SQL, separated by bars; null: not at risk.</summary>
    public const string Sql = $"""
        nullif(concat_ws('|', case when band = 'red' then '{RedBand}' end,
            case when open_risks > 0 then '{OpenRisk}' end, case when notice_on is not null then '{NoticeGiven}' end,
            case when called_at_risk then '{CalledAtRisk}' end), '')
        """;

    public static IReadOnlyList<string> Of(PortfolioRow row)
    {
        List<string> reasons = [];
        if (row.Band == "red")
            reasons.Add(RedBand);
        if (row.OpenRisks > 0)
            reasons.Add(OpenRisk);
        if (row.NoticeOn is not null)
            reasons.Add(NoticeGiven);
        if (row.CalledAtRisk)
            reasons.Add(CalledAtRisk);
        return reasons;
    }
}
