using System.Globalization;
using Platform.Contracts.HealthScoring;
using Platform.SuccessPlans.Peers;

namespace Platform.SuccessPlans.Reviews;

/// <summary>What to talk about, from the facts of the pack, in the customer's words; most urgent first. Rules of our
/// own, each with its figures.</summary>
public static class Recommendations
{
    private const decimal FarBelow = 10;

    /// <param name="startedOn">When the plan began.</param>
    /// <param name="drivers">What costs the account most of its health.</param>
    public static IReadOnlyList<string> Of(
        PackPerformance? performance,
        DateOnly? startedOn,
        IReadOnlyList<BenchmarkLine> benchmark,
        PackValue value,
        IReadOnlyList<HealthDriver> drivers,
        bool lastReviewCounted,
        DateOnly today
    )
    {
        var advice = new List<string>();
        if (!lastReviewCounted)
            advice.Add(
                "The last business review was held without a senior sponsor of the customer: have one attend this time."
            );
        if (performance is null)
            advice.Add("There is no success plan yet: agree on one in this review.");
        if (performance?.OverdueMilestones is > 0 and var overdue)
            advice.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{overdue} {(overdue == 1 ? "milestone is" : "milestones are")} overdue: agree on new dates "
                        + $"or on what is in the way."
                )
            );
        foreach (var objective in performance?.Objectives ?? [])
            if (Behind(objective, startedOn, today) is { } expected)
                advice.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{objective.Text}' has reached {Percent(objective.Delivered ?? 0)} where "
                            + $"{Percent(expected)} of its time has passed: agree on a step that brings it back."
                    )
                );
        foreach (var line in benchmark)
            if (
                line is { Own: { } own, Typical: { } typical }
                && (line.HigherIsBetter ? typical - own : own - typical) >= FarBelow
            )
                advice.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{CustomerWording.Label(line.Metric)}: {own:0.#} with you, around {typical:0} with "
                            + $"customers like you: look at what they do."
                    )
                );
        if (value.Claims.Count(c => c.ConfirmedAt is null) is > 0 and var open)
            advice.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{open} of {value.Claims.Count} claims of value are not confirmed: ask the sponsor to "
                        + $"confirm them."
                )
            );
        advice.AddRange(
            drivers.Select(d => CustomerWording.Of(d.Cause)).OfType<string>().Distinct(StringComparer.Ordinal).Take(3)
        );
        return advice;
    }

    /// <summary>The share of an objective's time that has passed, where less than three quarters of that share was
    /// delivered.</summary>
    private static decimal? Behind(PackObjective objective, DateOnly? startedOn, DateOnly today)
    {
        if (startedOn is not { } start || objective.DueOn is not { } due || due <= start)
            return null;
        var passed = Math.Clamp((decimal)(today.DayNumber - start.DayNumber) / (due.DayNumber - start.DayNumber), 0, 1);
        return (objective.Delivered ?? 0) < 0.75m * passed && passed >= 0.25m ? passed : null;
    }

    private static string Percent(decimal share) => share.ToString("0 %", CultureInfo.InvariantCulture);
}
