using Platform.ServiceKit.Http;

namespace Platform.SuccessPlans.Tactics;

internal static class TacticProblems
{
    public static Problem TooManyOutcomes(string customerType) =>
        new(
            "tactics/too-many-outcomes",
            StatusCodes.Status409Conflict,
            "The customer type has five outcomes.",
            $"{customerType} has five outcomes already: three to five keep the choice clear. Use one of them."
        );

    public static Problem NameTaken(string name) =>
        new(
            "tactics/name-taken",
            StatusCodes.Status409Conflict,
            "The name is taken.",
            $"'{name}' is there already; use that one or choose another name."
        );

    public static Problem AlreadyAgreed(Guid id) =>
        new(
            "tactics/already-agreed",
            StatusCodes.Status409Conflict,
            "The tactic is agreed already.",
            $"The account has it as {id}, active or waiting; nothing was changed."
        );

    public static Problem NotActive(Guid id, string state) =>
        new(
            "tactics/not-active",
            StatusCodes.Status409Conflict,
            "The tactic is not active.",
            $"{id} is {state}; only an active tactic is adopted, completed or stopped."
        );
}
