namespace Platform.Accounts.Segments;

public sealed record PreviewedAccount(Guid Id, string Name, decimal Arr, string? Band);
