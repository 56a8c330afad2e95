namespace Platform.Renewals.Targets;

/// <summary>The north stars, of which an organisation sets targets.</summary>
public enum TargetMetric
{
    /// <summary>Net revenue retention, a share: 1.1 is 110 %.</summary>
    Nrr,

    /// <summary>Gross revenue retention, a share from 0 to 1.</summary>
    Grr,

    /// <summary>Accounts that stay, a share from 0 to 1.</summary>
    LogoRetention,

    /// <summary>Days from the signature to the first value event.</summary>
    MedianTimeToFirstValue,

    /// <summary>Accounts whose health is green, a share from 0 to 1.</summary>
    GreenShare,

    /// <summary>Losses that nothing had flagged in time, a share from 0 to 1.</summary>
    SurpriseShare,
}
