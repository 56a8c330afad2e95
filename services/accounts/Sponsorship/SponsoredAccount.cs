namespace Platform.Accounts.Sponsorship;

/// <param name="CumulativeShare">Share of all ARR that this account and all larger ones have together, 0 to 1.</param>
/// <param name="Sponsor">User id of the executive sponsor on our side; left out where there is none.</param>
public sealed record SponsoredAccount(
    Guid AccountId,
    string Name,
    decimal Arr,
    decimal CumulativeShare,
    string? Sponsor
);
