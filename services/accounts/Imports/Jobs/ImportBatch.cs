using Platform.Accounts.Imports.Upserts;
using Platform.Files.Reading;

namespace Platform.Accounts.Imports.Jobs;

/// <summary>Rows that are settled together: those to bring in, and those that failed already.</summary>
internal sealed class ImportBatch
{
    private readonly List<SourceRow> _toApply = [];
    private readonly List<RowOutcome> _settled = [];

    public int Count { get; private set; }

    public int LastLine { get; private set; }

    public IReadOnlyList<SourceRow> ToApply => _toApply;

    public IReadOnlyList<RowOutcome> Settled => _settled;

    public void Add(SourceRow row, RowOutcome? settled)
    {
        Count++;
        LastLine = row.Line;
        if (row.Fault is { } fault)
            _settled.Add(RowOutcome.Failed(row.Line, "", fault));
        else if (settled is not null)
            _settled.Add(settled);
        else
            _toApply.Add(row);
    }
}
