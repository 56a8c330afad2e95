namespace Platform.Feedback.Loops;

/// <summary>Section <c>Loops</c>. The first reply's two business days are the domain's default, the other steps our own
/// choice.</summary>
public sealed class LoopOptions
{
    /// <summary>Business days from the answer until the customer has heard from us: the step <c>thank</c>.</summary>
    public int FirstReplyBusinessDays { get; set; } = 2;

    /// <summary>Until we have said that we understood what is wrong.</summary>
    public int AcknowledgeBusinessDays { get; set; } = 5;

    /// <summary>Until something was done about it.</summary>
    public int ActBusinessDays { get; set; } = 15;

    /// <summary>Until the customer was told what changed.</summary>
    public int FollowUpBusinessDays { get; set; } = 20;

    /// <summary>A step past due goes to the manager; so many business days later to an executive.</summary>
    public int ExecutiveAfterBusinessDays { get; set; } = 2;

    public IReadOnlyList<(string Step, int BusinessDays)> Steps =>
        [
            ("thank", FirstReplyBusinessDays),
            ("acknowledge", AcknowledgeBusinessDays),
            ("act", ActBusinessDays),
            ("follow_up", FollowUpBusinessDays),
        ];
}
