namespace Platform.SuccessPlans.Onboardings;

/// <summary>A row of <c>onboarding</c> with its milestones, locked while it is changed.</summary>
internal sealed class OnboardingState
{
    public Guid OnboardingId { get; init; }
    public Guid AccountId { get; init; }
    public string Segment { get; init; } = "";
    public string Status { get; set; } = "";
    public DateOnly SignedOn { get; init; }
    public DateOnly OpenedOn { get; init; }
    public string? Stage { get; set; }
    public DateOnly? StageSince { get; set; }
    public DateOnly ProgressedOn { get; set; }
    public DateOnly? CompletedOn { get; set; }
    public DateOnly? StalledSince { get; set; }
    public string? StallCause { get; set; }
    public int Version { get; init; }
    public IReadOnlyList<MilestoneState> Milestones { get; set; } = [];
    public IReadOnlyList<string> StageNames { get; set; } = [];

    public const string Columns = """
        onboarding_id, account_id, segment, status, signed_on, opened_on, stage, stage_since, progressed_on,
            completed_on, stalled_since, stall_cause, version
        """;
}
