namespace Platform.Accounts.Sponsorship;

public sealed record SponsorLoad(string PersonId, int Accounts, decimal Arr);
