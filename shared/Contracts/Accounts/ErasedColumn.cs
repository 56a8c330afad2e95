namespace Platform.Contracts.Accounts;

/// <param name="Column">As <c>table.column</c>.</param>
/// <param name="Rows">In how many rows.</param>
public sealed record ErasedColumn(string Column, int Rows);
