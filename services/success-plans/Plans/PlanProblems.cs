using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Objectives;

namespace Platform.SuccessPlans.Plans;

internal static class PlanProblems
{
    public static Problem Exists(Guid accountId, Guid planId) =>
        new(
            "plans/exists",
            StatusCodes.Status409Conflict,
            "The account has a living plan.",
            $"Account {accountId} lives by plan {planId}: change that one, or close it first."
        )
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["planId"] = planId },
        };

    public static Problem Closed(Guid planId) =>
        new(
            "plans/closed",
            StatusCodes.Status409Conflict,
            "The plan is closed.",
            $"Plan {planId} is kept as it was; nothing in it changes any more."
        );

    public static Problem NotSmart(IReadOnlyCollection<NotSmart> objectives) =>
        new(
            "plans/not-smart",
            StatusCodes.Status422UnprocessableEntity,
            "An objective is not SMART yet.",
            string.Join("; ", objectives.Select(Sentence)) + "."
        )
        {
            Errors = objectives.ToDictionary(
                o => $"objectives[{o.Index}]",
                o =>
                    o.Lacks.Select(what => $"lacks {what}").Concat(o.Wrong.Select(w => $"{w.Key} {w.Value}")).ToArray(),
                StringComparer.Ordinal
            ),
        };

    private static string Sentence(NotSmart objective)
    {
        var parts = objective.Wrong.Select(w => $"{Name(objective)}: {w.Key} {w.Value}");
        return string.Join(
            "; ",
            objective.Lacks.Count == 0
                ? parts
                : parts.Prepend($"{Name(objective)} lacks {string.Join(", ", objective.Lacks)}")
        );
    }

    public static Problem NoObjectives(Guid planId) =>
        new(
            "plans/no-objectives",
            StatusCodes.Status422UnprocessableEntity,
            "There is nothing to agree on.",
            $"Plan {planId} has no objective; add at least one."
        );

    public static Problem NoDefinition(IReadOnlyCollection<string> missing) =>
        new(
            "plans/success-undefined",
            StatusCodes.Status422UnprocessableEntity,
            "Success is not defined yet.",
            $"The plan does not say what success means {string.Join(", ", missing)}."
        );

    // Counted as the plan shows them: those that were removed are not among them.
    private static string Name(NotSmart one) =>
        string.IsNullOrWhiteSpace(one.Objective.Text) ? $"Objective {one.Index + 1}" : $"'{one.Objective.Text}'";
}
