namespace Platform.Renewals.Renewals;

/// <summary>Three sources side by side; a source that says nothing is null. They are never blended into one
/// figure.</summary>
/// <param name="Health">From the health band: red low, yellow medium, green high.</param>
/// <param name="Call">From the CSM's call: at risk low, best case medium, commit high.</param>
/// <param name="Stage">From the stage's probability: from 0.8 high, from 0.5 medium (our own choice).</param>
public sealed record Likelihoods(LikelihoodClass? Health, LikelihoodClass? Call, LikelihoodClass Stage)
{
    public static Likelihoods Of(string? band, RenewalCall? call, decimal probability) =>
        new(
            band switch
            {
                "red" => LikelihoodClass.Low,
                "yellow" => LikelihoodClass.Medium,
                "green" => LikelihoodClass.High,
                _ => null,
            },
            call switch
            {
                RenewalCall.AtRisk => LikelihoodClass.Low,
                RenewalCall.BestCase => LikelihoodClass.Medium,
                RenewalCall.Commit => LikelihoodClass.High,
                _ => null,
            },
            probability >= 0.8m ? LikelihoodClass.High
                : probability >= 0.5m ? LikelihoodClass.Medium
                : LikelihoodClass.Low
        );

    /// <summary>Any two differ by more than one class: the renewal goes before leadership at the next
    /// checkpoint.</summary>
    public bool Disagree
    {
        get
        {
            int[] said = [.. new[] { Health, Call, Stage }.OfType<LikelihoodClass>().Select(c => (int)c)];
            return said.Max() - said.Min() > 1;
        }
    }
}
