using Platform.Files.Values;

namespace Platform.Cli.Imports;

/// <summary>What <c>GET /v1/imports/{id}</c> answers.</summary>
public sealed record ImportProgress(
    Guid Id,
    string? Status,
    long RowsRead,
    long RowsInserted,
    long RowsUpdated,
    long RowsUnchanged,
    long RowsFailed,
    string? Problem,
    IReadOnlyList<ColumnFinding>? Findings
)
{
    public bool IsDone => Status is "completed" or "failed" or "cancelled" || IsUndecided;

    public bool HasFailed => Status is "failed" or "cancelled";

    /// <summary>A column may be read in two ways (is 03/04 in March or in April?) and a person has to say
    /// which.</summary>
    public bool IsUndecided => Status == "needs_confirmation";
}
