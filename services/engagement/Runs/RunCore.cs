using Platform.Engagement.Playbooks;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Runs;

/// <summary>Decides what a run does next. Without time, database or network of its own: the running service, the
/// simulation on history and the property tests decide by the same lines.</summary>
public static class RunCore
{
    /// <param name="definition">The version that the run keeps.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="facts">The account, person and event as they are.</param>
    /// <param name="now">The instant, UTC.</param>
    /// <param name="calendar">Which days are business days.</param>
    public static RunMove Next(
        PlaybookDefinition definition,
        RunPosition at,
        PlaybookFacts facts,
        DateTimeOffset now,
        BusinessCalendar calendar
    )
    {
        if (at.HoldoutUntil is { } until)
            return now >= until
                ? new RunMove.End("done", "The observation of the holdout is over; nothing was done.")
                : new RunMove.Wait(until, null, "the end of the observation: holdout, nothing is done");
        if (Exits(definition, facts, calendar.DateOf(now)) is { } exit)
            return new RunMove.End("exited", exit);
        if (at.Step is null)
            return new RunMove.End("done", "All its steps are done.");
        if (definition.Find(at.Step) is not { } step)
            return new RunMove.End("failed", $"Its version has no step '{at.Step}'.");
        return step.Type switch
        {
            PlaybookStep.EndType => new RunMove.End(
                "done",
                Text(step, "reason") ?? $"It came to its end '{step.Key}'."
            ),
            PlaybookStep.BranchType => Branch(definition, step, facts, calendar.DateOf(now)),
            PlaybookStep.WaitType => Wait(definition, step, at, facts, now, calendar),
            _ => Act(definition, step, at),
        };
    }

    /// <summary>Why a run ends before its steps are done, by its condition; null: it goes on.</summary>
    public static string? Exits(PlaybookDefinition definition, PlaybookFacts facts, DateOnly today) =>
        definition.Exit.When is { } when && when.Matches(facts, today) ? $"Its exit holds: {when.Text}" : null;

    /// <summary>Whether an event that came ends the wait of a step.</summary>
    public static bool Answers(PlaybookStep step, string eventName, PlaybookFacts facts, DateOnly today) =>
        step.Wait is { } wait
        && (
            wait.Event is not null
                ? wait.Event == eventName && (wait.EventWhen is null || wait.EventWhen.Matches(facts, today))
                : wait.Until is { } until && until.Matches(facts, today)
        );

    /// <summary>Whether the measure of a goal has changed by as much as it says.</summary>
    public static bool Reaches(PlaybookGoal goal, decimal? before, decimal? after) =>
        before is { } from
        && after is { } to
        && (goal.Change > 0 ? to - from >= goal.Change : to - from <= goal.Change);

    private static RunMove.Pass Branch(
        PlaybookDefinition definition,
        PlaybookStep step,
        PlaybookFacts facts,
        DateOnly today
    )
    {
        var way = step.Cases.FirstOrDefault(one => one.When.Matches(facts, today));
        return way is null
            ? new RunMove.Pass(step, step.Else ?? definition.After(step), "done", "none of its conditions holds")
            : new RunMove.Pass(step, way.Next, "done", way.When.Text);
    }

    private static RunMove Wait(
        PlaybookDefinition definition,
        PlaybookStep step,
        RunPosition at,
        PlaybookFacts facts,
        DateTimeOffset now,
        BusinessCalendar calendar
    )
    {
        var wait = step.Wait!;
        if (at.Woken == "due")
            return wait.IsForTime
                ? new RunMove.Pass(step, definition.After(step), "done", null)
                : new RunMove.Pass(
                    step,
                    step.Else ?? definition.After(step),
                    "done",
                    $"its limit has passed without {wait.InWords()}"
                );
        if (at.Woken == "event")
            return new RunMove.Pass(step, definition.After(step), "done", wait.InWords());
        if (wait.Until is { } until && until.Matches(facts, calendar.DateOf(now)))
            return new RunMove.Pass(step, definition.After(step), "done", until.Text);
        return new RunMove.Wait(EndOf(wait, now, calendar), wait.Event, wait.InWords());
    }

    private static DateTimeOffset EndOf(PlaybookWait wait, DateTimeOffset now, BusinessCalendar calendar)
    {
        if (!wait.IsForTime)
            return now.AddHours(wait.LimitHours ?? 24);
        return wait.BusinessDays is { } days
            ? calendar.EndOf(calendar.Add(calendar.DateOf(now), days))
            : now.AddHours(wait.Hours ?? 0);
    }

    private static RunMove Act(PlaybookDefinition definition, PlaybookStep step, RunPosition at)
    {
        if (at.IsDoneBefore)
            return new RunMove.Pass(step, definition.After(step), "skipped", "it was done in the version before");
        if (!step.NeedsApproval && !at.IsSensitive && at.Approval is null)
            return new RunMove.Do(step);
        return at.Approval switch
        {
            "approved" when step.Type == PlaybookStep.ApprovalType => new RunMove.Pass(
                step,
                definition.After(step),
                "done",
                "approved"
            ),
            "approved" => new RunMove.Do(step),
            "refused" when step.Type == PlaybookStep.ApprovalType => new RunMove.End(
                "exited",
                $"A person refused '{step.Key}'."
            ),
            "refused" => new RunMove.Pass(step, definition.After(step), "skipped", "a person refused it"),
            _ => new RunMove.Ask(step),
        };
    }

    private static string? Text(PlaybookStep step, string field) =>
        step.Json.TryGetProperty(field, out var value) ? value.GetString() : null;
}
