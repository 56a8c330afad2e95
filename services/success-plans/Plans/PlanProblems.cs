using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Plans;

internal static class PlanProblems
{
    public static Problem Exists(Guid accountId, Guid planId) => new("plans/exists", StatusCodes.Status409Conflict, "The account has a living plan.",
        $"Account {accountId} lives by plan {planId}: change that one, or close it first.")
    {
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["planId"] = planId },
    };

    public static Problem Closed(Guid planId) => new("plans/closed", StatusCodes.Status409Conflict, "The plan is closed.", $"Plan {planId} is kept as it was; nothing in it changes any more.");

    /// <param name="lacking">Objective → what it lacks.</param>
    public static Problem NotSmart(IReadOnlyCollection<(int Index, Objective Objective, IReadOnlyList<string> Lacks)> lacking) => new(
        "plans/not-smart", StatusCodes.Status422UnprocessableEntity, "An objective is not SMART yet.",
        string.Join("; ", lacking.Select(l => $"{Name(l.Objective)} lacks {string.Join(", ", l.Lacks)}")) + ".")
    {
        Errors = lacking.ToDictionary(l => $"objectives[{l.Index}]", l => l.Lacks.Select(what => $"lacks {what}").ToArray(), StringComparer.Ordinal),
    };

    public static Problem NoObjectives(Guid planId) => new("plans/no-objectives", StatusCodes.Status422UnprocessableEntity, "There is nothing to agree on.",
        $"Plan {planId} has no objective; add at least one.");

    public static Problem NoDefinition(IReadOnlyCollection<string> missing) => new("plans/success-undefined", StatusCodes.Status422UnprocessableEntity, "Success is not defined yet.",
        $"The plan does not say what success means {string.Join(", ", missing)}.");

    private static string Name(Objective objective) => string.IsNullOrWhiteSpace(objective.Text) ? $"Objective {objective.Position}" : $"'{objective.Text}'";
}
