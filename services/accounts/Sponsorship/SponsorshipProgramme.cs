namespace Platform.Accounts.Sponsorship;

/// <param name="Share">The part of ARR that the programme covers.</param>
/// <param name="Accounts">Largest first, until their ARR reaches the share; the one that reaches it belongs to
/// them.</param>
/// <param name="TotalArr">ARR of all accounts, in the reporting currency.</param>
/// <param name="WithoutSponsor">How many accounts of the programme have no sponsor on our side.</param>
/// <param name="Sponsors">Each sponsor with what they look after.</param>
public sealed record SponsorshipProgramme(
    decimal Share,
    decimal TotalArr,
    IReadOnlyList<SponsoredAccount> Accounts,
    int WithoutSponsor,
    IReadOnlyList<SponsorLoad> Sponsors
);
