using Platform.Contracts;

namespace Platform.Renewals.Metrics;

/// <param name="Sum">Over all accounts of the part, not the page alone: the figure that was drilled into, to the
/// cent.</param>
/// <param name="Part">The part of the waterfall: churn, contraction and so on.</param>
public sealed record RetentionAccounts(
    string Part,
    string Group,
    int Accounts,
    Money Sum,
    IReadOnlyList<RetentionAccount> Items,
    string? Next
);
