using Platform.Files;

namespace Platform.Accounts.Imports.Bulk;

/// <param name="Row">Which one of the request, from 1.</param>
/// <param name="Id">Of what the row stands for; left out when it failed.</param>
/// <param name="Result">inserted, updated, unchanged or failed.</param>
/// <param name="Problems">Why it failed, or what to look at.</param>
public sealed record UpsertedRow(
    int Row,
    string ExternalId,
    Guid? Id,
    string Result,
    IReadOnlyList<ImportProblem> Problems
);
