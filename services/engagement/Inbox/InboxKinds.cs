namespace Platform.Engagement.Inbox;

/// <summary>What a person may owe.</summary>
public static class InboxKinds
{
    public const string Approval = "approval";
    public const string Task = "task";
    public const string Handover = "handover";
    public const string Loop = "loop";
    public const string Milestone = "milestone";
    public const string Review = "review";
    public const string Onboarding = "onboarding";
    public const string Risk = "risk";
    public const string RenewalMilestone = "renewal_milestone";
    public const string Retrospective = "retrospective";
    public const string Expansion = "expansion";
    public const string Tactic = "tactic";

    public static readonly IReadOnlyList<string> All =
    [
        Approval,
        Task,
        Handover,
        Loop,
        Milestone,
        Review,
        Onboarding,
        Risk,
        RenewalMilestone,
        Retrospective,
        Expansion,
        Tactic,
    ];
}
