namespace Platform.Accounts.Team;

public sealed record BookPart(string Size, int Accounts, decimal Arr);
