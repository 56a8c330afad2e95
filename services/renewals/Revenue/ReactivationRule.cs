namespace Platform.Renewals.Revenue;

public enum ReactivationRule
{
    /// <summary>An account of C0 that is active at the end counts at its end MRR, whatever happened in between (the
    /// default).</summary>
    Counts,

    /// <summary>An account of C0 that left counts as lost, even when it is back at the end; its return is
    /// reactivation.</summary>
    Excluded,

    /// <summary>Only the two ends are compared: an account without MRR at the start and with MRR at the end is new,
    /// even when it was a customer once.</summary>
    NotSeparated,
}
