namespace Platform.SuccessPlans.Objectives;

/// <param name="Index">Among the plan's objectives, from 0.</param>
/// <param name="Lacks">Parts that are not there.</param>
/// <param name="Wrong">Parts that are there and cannot be meant, with the reason.</param>
internal sealed record NotSmart(
    int Index,
    Objective Objective,
    IReadOnlyList<string> Lacks,
    IReadOnlyDictionary<string, string> Wrong
);
