namespace Platform.Feedback.Advocates;

internal static class ReferenceSql
{
    internal const string Select =
        "select r.id, r.advocate_id, r.kind, r.asked_for, r.asked_at, r.asked_by, r.status, r.note, "
        + "r.answered_at from reference_request r";
}
