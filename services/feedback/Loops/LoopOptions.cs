using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Loops;

/// <summary>Section <c>Loops</c>. The first reply's two business days are the domain's default, the other steps our own
/// choice.</summary>
public sealed class LoopOptions
{
    /// <summary>Business days from the answer until the customer has heard from us: the step <c>thank</c>.</summary>
    [Range(0, 365)]
    public int FirstReplyBusinessDays { get; set; } = 2;

    /// <summary>Until we have said that we understood what is wrong.</summary>
    [Range(0, 365)]
    public int AcknowledgeBusinessDays { get; set; } = 5;

    /// <summary>Until something was done about it.</summary>
    [Range(0, 365)]
    public int ActBusinessDays { get; set; } = 15;

    /// <summary>Until the customer was told what changed.</summary>
    [Range(0, 365)]
    public int FollowUpBusinessDays { get; set; } = 20;

    /// <summary>Business days from the escalation to a manager until the one to an executive.</summary>
    [Range(0, 365)]
    public int ExecutiveAfterBusinessDays { get; set; } = 2;

    public IReadOnlyList<(string Step, int BusinessDays)> Steps =>
        [
            ("thank", FirstReplyBusinessDays),
            ("acknowledge", AcknowledgeBusinessDays),
            ("act", ActBusinessDays),
            ("follow_up", FollowUpBusinessDays),
        ];
}
