namespace Platform.Renewals.Revenue;

/// <summary>
/// The renewal-due family: what became of the contracts that were due. It answers another question than GRR and NRR
/// (only what was due is in the denominator) and is never mixed with them. Undecided renewals are in no ratio; they are
/// shown beside.
/// </summary>
/// <param name="GrossRenewalRate">Σ min(renewed, due) / Σ due.</param>
/// <param name="NetRenewalRate">Σ renewed / Σ due.</param>
/// <param name="LogoRenewalRate">Contracts renewed / contracts decided.</param>
/// <param name="Count">Renewals whose term ends in the period.</param>
/// <param name="Renewed">Those that were renewed, grown and contracted included.</param>
/// <param name="Lost">Those that were lost.</param>
/// <param name="Undecided">Those that are open.</param>
/// <param name="AmountDue">ARR whose term ends in the period.</param>
/// <param name="AmountRenewed">ARR that was renewed of it.</param>
/// <param name="AmountUndecided">ARR that is open of it.</param>
public sealed record RenewalDueFigures(
    int Count,
    int Renewed,
    int Lost,
    int Undecided,
    decimal AmountDue,
    decimal AmountRenewed,
    decimal AmountUndecided,
    decimal? GrossRenewalRate,
    decimal? NetRenewalRate,
    decimal? LogoRenewalRate
)
{
    public static RenewalDueFigures Of(IEnumerable<DueRenewal> renewals)
    {
        int count = 0,
            renewed = 0,
            lost = 0;
        decimal due = 0,
            kept = 0,
            amount = 0,
            undecided = 0;
        foreach (var renewal in renewals)
        {
            count++;
            if (renewal.Renewed is not { } at)
            {
                undecided += renewal.Due;
                continue;
            }

            if (at > 0)
                renewed++;
            else
                lost++;
            due += renewal.Due;
            amount += at;
            kept += Math.Min(at, renewal.Due);
        }

        return new RenewalDueFigures(
            count,
            renewed,
            lost,
            count - renewed - lost,
            due,
            amount,
            undecided,
            due == 0 ? null : kept / due,
            due == 0 ? null : amount / due,
            renewed + lost == 0 ? null : (decimal)renewed / (renewed + lost)
        );
    }
}
