using Platform.ServiceKit.Http;

namespace Platform.Engagement.Playbooks;

public static class PlaybookProblems
{
    public static Problem NotFound(object id) => Problem.NotFound("playbook", id);

    public static Problem KeyTaken(string key) =>
        new(
            "playbooks/key-taken",
            StatusCodes.Status409Conflict,
            "There is a playbook with this key.",
            $"'{key}' is the key of another playbook."
        );

    /// <summary>400 with each place: <c>problems</c> has path, position and the nearest names.</summary>
    public static Problem Invalid(IReadOnlyList<DefinitionProblem> problems)
    {
        var wrong = problems.Where(problem => !problem.IsWarning).ToList();
        return Problem.Invalid(
            wrong
                .GroupBy(problem => problem.Path, StringComparer.Ordinal)
                .ToDictionary(
                    group => group.Key,
                    group =>
                        group
                            .Select(one =>
                                one.Position > 0 ? $"at character {one.Position}: {one.Message}" : one.Message
                            )
                            .ToArray(),
                    StringComparer.Ordinal
                )
        ) with
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["problems"] = wrong },
        };
    }

    public static Problem NotInState(string key, string status, string wanted) =>
        new(
            "playbooks/wrong-state",
            StatusCodes.Status409Conflict,
            "The playbook is in another state.",
            $"Playbook '{key}' is {status}; only a playbook that is {wanted} can do this."
        );

    public static Problem ReasonMissing(string why) =>
        new(
            "playbooks/reason-missing",
            StatusCodes.Status409Conflict,
            "Going live needs a reason.",
            $"{why} Give a reason with role ops."
        );

    public static Problem MassStart(int matching, int total) =>
        new(
            "playbooks/mass-start",
            StatusCodes.Status409Conflict,
            "The trigger would match a large part of the book.",
            $"It matches {matching} of {total} accounts now. Narrow it, or send confirmCount {matching}."
        )
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["matching"] = matching,
                ["total"] = total,
            },
        };
}
