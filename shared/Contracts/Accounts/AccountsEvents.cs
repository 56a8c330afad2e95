namespace Platform.Contracts.Accounts;

public static class AccountsEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
    ];
}
