using Platform.ServiceKit.Http;

namespace Platform.Accounts.Timeline;

/// <summary>What stands on timelines, by type: the words that filters take.</summary>
public static class TimelineTypes
{
    public static readonly IReadOnlyList<string> All =
    [
        "account_changed",
        "account_churned",
        "account_created",
        "accounts_merged",
        "activity_deleted",
        "advocate_identified",
        "call",
        "churn_notice_given",
        "contact_added",
        "contact_changed",
        "contact_left",
        "contract_signed",
        "email",
        "expansion_detected",
        "first_value_reached",
        "handover_accepted",
        "handover_lapsed",
        "handover_proposed",
        "handover_refused",
        "handover_withdrawn",
        "health_band_changed",
        "health_score_changed",
        "interview_coded",
        "invoice_overdue",
        "invoice_paid",
        "kickoff_held",
        "loop_closed",
        "loop_opened",
        "loop_overdue",
        "meeting",
        "milestone_completed",
        "milestone_overdue",
        "note",
        "onboarding_completed",
        "onboarding_stalled",
        "owner_assigned",
        "owner_missing",
        "plan_agreed",
        "power_user_departed",
        "renewal_called",
        "renewal_milestone_due",
        "renewal_opened",
        "renewal_stage_changed",
        "request_status_changed",
        "retrospective_opened",
        "revenue_moved",
        "review_held",
        "review_missed",
        "risk_moved",
        "risk_opened",
        "segment_entered",
        "segment_left",
        "survey_answer_corrected",
        "survey_answered",
        "tactic_stalled",
        "ticket_escalated",
        "ticket_opened",
        "ticket_resolved",
        "usage_threshold_crossed",
        "value_confirmed",
    ];

    private static readonly HashSet<string> Known = [.. All];

    /// <exception cref="ProblemException">400 with the list: a misspelt type would look like an empty
    /// history.</exception>
    public static void Require(IReadOnlyList<string> types)
    {
        if (types.FirstOrDefault(type => !Known.Contains(type)) is not { } unknown)
            return;
        var near = UnknownParameterMiddleware.Near(unknown, All);
        var meant = near.Count > 0 ? $" Did you mean {string.Join(" or ", near)}?" : "";
        throw Problem
            .Invalid("types", $"'{unknown}' is not a type of the timeline.{meant} Known are {string.Join(", ", All)}")
            .ToException();
    }
}
