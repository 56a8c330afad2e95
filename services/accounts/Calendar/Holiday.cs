namespace Platform.Accounts.Calendar;

public sealed record Holiday(DateOnly Day, string Name);
