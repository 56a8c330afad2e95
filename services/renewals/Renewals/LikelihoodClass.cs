namespace Platform.Renewals.Renewals;

/// <summary>How likely a renewal is, coarse enough that three independent sources can be compared.</summary>
public enum LikelihoodClass
{
    Low,
    Medium,
    High,
}
