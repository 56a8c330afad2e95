namespace Platform.Workspace.Accounts;

/// <summary>What a timeline can be narrowed to: the API's types by what people look for.</summary>
internal sealed record TimelineKinds(string Key, string Title, string Types)
{
    public static readonly IReadOnlyList<TimelineKinds> All =
    [
        new("talk", "Conversations", "call,email,meeting,note,review_held,review_missed"),
        new("health", "Health", "health_band_changed,health_score_changed,power_user_departed,usage_threshold_crossed"),
        new("risk", "Risks", "risk_opened,risk_moved,churn_notice_given,account_churned,contact_left"),
        new(
            "money",
            "Renewal and money",
            "contract_signed,renewal_opened,renewal_called,renewal_stage_changed,renewal_milestone_due,revenue_moved,"
                + "invoice_overdue,invoice_paid,expansion_detected"
        ),
        new("voice", "Voice", "survey_answered,loop_opened,loop_overdue,loop_closed,request_status_changed"),
        new(
            "plan",
            "Plan",
            "plan_agreed,milestone_completed,milestone_overdue,value_confirmed,onboarding_completed,"
                + "onboarding_stalled,first_value_reached"
        ),
    ];
}
