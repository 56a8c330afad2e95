using Platform.Contracts.Accounts;

namespace Platform.Accounts.Erasure;

/// <param name="Service">The service that erased what it knew of the person.</param>
/// <param name="RowsChanged">Rows that it changed or deleted; 0 where it knew nothing.</param>
/// <param name="Found">Columns in which texts named the person, and in how many rows; they no longer do.</param>
/// <param name="Left">Columns in which the last search still found the person; empty in a proof.</param>
/// <param name="Searches">How often it has searched: twice in a proof, the second time after all others were
/// done.</param>
public sealed record ErasedThere(
    string Service,
    int RowsChanged,
    DateTimeOffset AnsweredAt,
    IReadOnlyList<ErasedColumn> Found,
    IReadOnlyList<ErasedColumn> Left,
    int Searches
);
