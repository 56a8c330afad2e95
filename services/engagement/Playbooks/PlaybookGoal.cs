namespace Platform.Engagement.Playbooks;

/// <summary>What a playbook is to bring about.</summary>
/// <param name="Measure"><c>health_score</c>, <c>arr</c> or <c>seats</c>.</param>
/// <param name="Change">By how much it rises, in the measure's own unit; negative: falls.</param>
/// <param name="WithinDays">Days from the run's start, 1–365.</param>
public sealed record PlaybookGoal(string Measure, decimal Change, int WithinDays)
{
    public static readonly IReadOnlyList<string> Measures = ["health_score", "arr", "seats"];
}
