namespace Platform.Renewals.Renewals;

/// <summary>What the CSM says; also the forecast category.</summary>
public enum RenewalCall
{
    AtRisk,
    BestCase,
    Commit,
}
