using Platform.Renewals.V1;
using Platform.ServiceKit.Auth;

namespace Platform.Renewals.Imports;

internal static class RowResults
{
    public static RowResult Inserted(int line, Guid id) =>
        new()
        {
            Line = line,
            Outcome = RowResult.Types.Outcome.Inserted,
            Id = id.ToString(),
        };

    public static RowResult Updated(int line, Guid id) =>
        new()
        {
            Line = line,
            Outcome = RowResult.Types.Outcome.Updated,
            Id = id.ToString(),
        };

    public static RowResult Unchanged(int line, Guid id) =>
        new()
        {
            Line = line,
            Outcome = RowResult.Types.Outcome.Unchanged,
            Id = id.ToString(),
        };

    public static RowResult Failed(int line, string column, string code, string reason) =>
        new()
        {
            Line = line,
            Outcome = RowResult.Types.Outcome.Failed,
            Column = column,
            Code = code,
            Reason = reason,
        };

    public static RowResult NotYours(int line, Caller caller, Guid account) =>
        Failed(
            line,
            "account",
            "not-owner",
            $"{caller.Id} ({caller.Role}) is no owner of account {account}; ask its owner or a manager."
        );

    public static RowResult Failed(int line, RowFailure failure) =>
        Failed(line, failure.Column, failure.Code, failure.Reason);
}
