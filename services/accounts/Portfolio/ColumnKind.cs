namespace Platform.Accounts.Portfolio;

/// <summary>What a column of the portfolio holds.</summary>
internal enum ColumnKind
{
    Text,
    Number,
    Date,
}
