using Platform.Workspace.Api;

namespace Platform.Workspace.Revenue;

/// <summary>The accounts behind a part of a figure.</summary>
public sealed record MovedAccounts(
    string Part,
    string Group,
    int Accounts,
    Money Sum,
    IReadOnlyList<MovedAccountsItem> Items
);

public sealed record MovedAccountsItem(Guid AccountId, string? Name, Money Start, Money End, Money Counted);
