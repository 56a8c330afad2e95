using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Scheduling;

namespace Platform.SuccessPlans.Steps;

internal static class StepProblems
{
    public static Problem Cycle(IReadOnlyList<Step> cycle) =>
        new(
            "plans/dependency-cycle",
            StatusCodes.Status422UnprocessableEntity,
            "The steps would wait for each other.",
            $"{string.Join(" → ", cycle.Select(s => s.Name))}: each waits for the next. Take away one of these "
                + $"dependencies."
        )
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["cycle"] = cycle.Select(s => s.Id).ToList(),
            },
        };

    public static Problem Blocked(Step step, IReadOnlyList<Step> by) =>
        new(
            "plans/step-blocked",
            StatusCodes.Status409Conflict,
            "The step waits for another.",
            $"'{step.Name}' waits for {string.Join(", ", by.Select(s => $"'{s.Name}'"))}: complete that first, "
                + $"or take away the dependency."
        );

    public static Problem Done(Step step) =>
        new(
            "plans/step-done",
            StatusCodes.Status409Conflict,
            "The step is done.",
            $"'{step.Name}' was done on {step.DoneOn:yyyy-MM-dd}; nothing was changed."
        );
}
