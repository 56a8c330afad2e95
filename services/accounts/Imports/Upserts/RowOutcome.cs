using Platform.Accounts.Audit;
using Platform.Files;

namespace Platform.Accounts.Imports.Upserts;

/// <summary>What became of one row.</summary>
/// <param name="Id">Of what the row stands for; null when it failed before it had one.</param>
/// <param name="Changes">What an insert or update changed, for the dry run's diff.</param>
public sealed record RowOutcome(
    int Line,
    string ExternalId,
    Guid? Id,
    RowResult Result,
    IReadOnlyList<ImportProblem> Problems,
    IReadOnlyList<FieldChange> Changes
)
{
    public static RowOutcome Failed(int line, string externalId, params IReadOnlyList<ImportProblem> problems) =>
        new(line, externalId, null, RowResult.Failed, problems, []);

    public static RowOutcome Of(
        int line,
        string externalId,
        Guid id,
        bool isNew,
        IReadOnlyList<FieldChange> changes,
        params IReadOnlyList<ImportProblem> problems
    ) =>
        new(
            line,
            externalId,
            id,
            isNew ? RowResult.Inserted
                : changes.Count > 0 ? RowResult.Updated
                : RowResult.Unchanged,
            problems,
            changes
        );
}
