using Platform.ServiceKit.Http;

namespace Platform.Engagement.Runs;

public static class RunProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("run", id);

    public static Problem CannotStart(string why) =>
        new("runs/cannot-start", StatusCodes.Status409Conflict, "The run cannot start.", why);

    public static Problem Ended(RunRow run) =>
        new(
            "runs/ended",
            StatusCodes.Status409Conflict,
            "The run has ended.",
            $"It is {run.State} since {run.EndedAt:O}: {run.EndReason}"
        );

    public static Problem NothingToRetry(RunRow run) =>
        new(
            "runs/not-failed",
            StatusCodes.Status409Conflict,
            "There is nothing to retry.",
            $"The run is {run.State}; only one that failed is retried."
        );

    public static Problem CannotSnooze(RunRow run) =>
        new(
            "runs/waits-for-a-person",
            StatusCodes.Status409Conflict,
            "The run waits for a person.",
            $"It is {run.State}: time does not bring it on. Put off the item in the inbox instead."
        );

    public static Problem StepUnmapped(IReadOnlyList<UnmappedStep> steps) =>
        new(
            "playbooks/step-unmapped",
            StatusCodes.Status409Conflict,
            "Some runs stand at steps that the new version does not have.",
            $"Map {string.Join(", ", steps.Select(step => $"'{step.Step}' ({step.Runs} runs)"))} to a step, or to null "
                + "to end them."
        )
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["steps"] = steps },
        };
}
