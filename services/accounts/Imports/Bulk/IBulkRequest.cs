namespace Platform.Accounts.Imports.Bulk;

/// <summary>Up to 1,000 rows of one source; larger files are imports.</summary>
internal interface IBulkRequest<out TRow>
{
    /// <summary>The system that the external ids are of.</summary>
    string Source { get; }

    IReadOnlyList<TRow> Rows { get; }

    /// <summary>Only tells what would happen.</summary>
    bool DryRun { get; }
}
