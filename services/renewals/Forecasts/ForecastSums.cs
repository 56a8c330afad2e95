using Platform.Renewals.Renewals;

namespace Platform.Renewals.Forecasts;

/// <summary>
/// What a period's renewals will bring, in ARR. What was renewed already is in commit, best case and weighted. At risk
/// stands beside these: what is committed counts in it too while its account is at risk.
/// </summary>
/// <param name="Weighted">Σ amount × probability; decided renewals at what they renewed at.</param>
/// <param name="Due">ARR whose term ends in the period.</param>
/// <param name="Renewed">ARR that is renewed already.</param>
/// <param name="Lost">ARR that is lost already.</param>
/// <param name="Commit">ARR that is renewed already, and undecided ARR that is called commit.</param>
/// <param name="BestCase">Commit, and undecided ARR that is in the best case.</param>
/// <param name="AtRisk">Undecided ARR of accounts at risk: red, with an open risk, notice given or called at
/// risk.</param>
public sealed record ForecastSums(
    decimal Due,
    decimal Renewed,
    decimal Lost,
    decimal Commit,
    decimal BestCase,
    decimal AtRisk,
    decimal Weighted
)
{
    public static ForecastSums Of(IEnumerable<RenewalResponse> renewals)
    {
        var sums = new ForecastSums(0, 0, 0, 0, 0, 0, 0);
        foreach (var r in renewals)
        {
            var decided = r.Outcome is not null;
            var amount = decided ? r.RenewedAmount ?? 0 : r.ArrDueAmount;
            sums = sums with
            {
                Due = sums.Due + r.ArrDueAmount,
                Renewed = sums.Renewed + (decided ? amount : 0),
                Lost = sums.Lost + (decided ? Math.Max(0, r.ArrDueAmount - amount) : 0),
                Commit = sums.Commit + (decided || r.Category == RenewalCall.Commit ? amount : 0),
                BestCase = sums.BestCase + (decided || r.Category != RenewalCall.AtRisk ? amount : 0),
                AtRisk = sums.AtRisk + (!decided && r.IsAtRisk ? amount : 0),
                Weighted = sums.Weighted + r.Weighted,
            };
        }

        return sums with
        {
            Weighted = decimal.Round(sums.Weighted, 2, MidpointRounding.AwayFromZero),
        };
    }
}
