using Platform.ServiceKit.Data;

namespace Platform.SuccessPlans.Onboardings;

public sealed class OnboardingView
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? AccountName { get; init; }

    /// <summary>The segment by which its template was chosen: the first that the account is in, or
    /// <c>default</c>.</summary>
    public string Segment { get; init; } = "";

    /// <summary><c>open</c>, <c>completed</c> or <c>cancelled</c>.</summary>
    public string Status { get; init; } = "";
    public DateOnly SignedOn { get; init; }

    /// <summary>The day on which it was opened.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>The last due date of its milestones.</summary>
    public DateOnly PlannedEnd { get; init; }

    /// <summary>The day on which all milestones were closed.</summary>
    public DateOnly? CompletedOn { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public string? CancelledReason { get; init; }

    /// <summary>The stage that it is in.</summary>
    public string? Stage { get; init; }

    /// <summary>Since when it is in the stage.</summary>
    public DateOnly? StageSince { get; init; }

    /// <summary>The day on which a milestone was last closed.</summary>
    public DateOnly ProgressedOn { get; init; }

    /// <summary>Null while it moves.</summary>
    public DateOnly? StalledSince { get; init; }

    /// <summary><c>milestone_overdue</c> or <c>no_progress</c>.</summary>
    public string? StallCause { get; init; }
    public int Version { get; init; }

    /// <summary>Days from signature to first value, of the product that gave it first; null before.</summary>
    public int? TimeToFirstValueDays => FirstValues.Count == 0 ? null : FirstValues.Min(v => v.Days);

    /// <summary>When which product gave its first value.</summary>
    public IReadOnlyList<FirstValueView> FirstValues { get; set; } = [];

    /// <summary>The stages in their order.</summary>
    public IReadOnlyList<StageView> Stages { get; set; } = [];

    /// <summary>The milestones, stage by stage.</summary>
    public IReadOnlyList<OnboardingMilestoneView> Milestones { get; set; } = [];

    /// <summary>How far each role has come.</summary>
    public IReadOnlyList<TrackView> Tracks =>
        [
            .. Milestones
                .Where(m => m.Track is not null && m.Status != "skipped")
                .GroupBy(m => m.Track!)
                .Select(g => new TrackView(g.Key, g.Count(m => m.Status == "done"), g.Count()))
                .OrderBy(t => t.Track, StringComparer.Ordinal),
        ];

    /// <summary>Calls that are due or were held.</summary>
    public IReadOnlyList<CheckInView> CheckIns { get; set; } = [];

    /// <summary>Who was told of a stall, and when.</summary>
    public IReadOnlyList<OnboardingEscalation> Escalations { get; set; } = [];

    internal const string Select = """
        select o.onboarding_id as id, o.account_id, a.name as account_name, o.segment, o.status, o.signed_on,
            o.opened_on, o.planned_end, o.completed_on, o.cancelled_reason,
               o.stage, o.stage_since, o.progressed_on, o.stalled_since, o.stall_cause, o.version
        from onboarding o left join account_copy a using (account_id)
        """;

    /// <summary>With everything in it; null where there is none.</summary>
    internal static async Task<OnboardingView?> ReadAsync(UnitOfWork work, Guid id)
    {
        if (
            await work.SingleOrDefaultAsync<OnboardingView>($"{Select} where o.onboarding_id = @id", new { id })
            is not { } view
        )
            return null;
        view.FirstValues = await work.QueryAsync<FirstValueView>(
            "select product, action, reached_on, days from first_value where onboarding_id = @id order by "
                + "reached_on, product",
            new { id }
        );
        view.Stages = await work.QueryAsync<StageView>(
            "select name, entered_on, left_on from onboarding_stage where onboarding_id = @id order by stage_no",
            new { id }
        );
        view.Milestones = await work.QueryAsync<OnboardingMilestoneView>(
            OnboardingMilestoneView.OfOnboarding,
            new { id }
        );
        view.CheckIns = await work.QueryAsync<CheckInView>(CheckInView.OfOnboarding, new { id });
        view.Escalations = await work.QueryAsync<OnboardingEscalation>(
            "select level, stalled_since, due_on, raised_on, our_person, contact_id, resolved_on from "
                + "onboarding_escalation where onboarding_id = @id order by stalled_since, due_on, raised_on",
            new { id }
        );
        return view;
    }
}
