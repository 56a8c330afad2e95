using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

internal static class HandoverProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("handover", id);

    public static Problem Decided(Handover handover) =>
        handover.Status == Handover.Lapsed
            ? Lapsed(handover)
            : new(
                "handovers/decided",
                StatusCodes.Status409Conflict,
                "The hand-over is decided.",
                $"It was {handover.Status} at {handover.DecidedAt:O}. Propose a new one."
            );

    public static Problem Lapsed(Handover handover) =>
        new(
            "handovers/lapsed",
            StatusCodes.Status409Conflict,
            "The hand-over lapsed.",
            $"It was to pass the account from {handover.FromPersonId} ({handover.FromRole}) to {handover.ToPersonId} "
                + $"({handover.ToRole}); another person got it since. Propose a new one to take it from them."
        );

    public static Problem NotTheReceiver(Handover handover) =>
        new(
            "handovers/not-the-receiver",
            StatusCodes.Status403Forbidden,
            "Only the receiver decides.",
            $"{handover.ToPersonId} has to accept or refuse it."
        );

    public static Problem NotYours(Handover handover) =>
        new(
            "handovers/not-yours",
            StatusCodes.Status403Forbidden,
            "The hand-over is not yours.",
            $"Only {handover.FromPersonId}, {handover.ToPersonId}, a manager or operations change it."
        );

    public static Problem AlreadyOpen(string role) =>
        new(
            "handovers/already-open",
            StatusCodes.Status409Conflict,
            "A hand-over of this role is open.",
            $"Someone is asked to become {role} already. Withdraw that hand-over first."
        );

    public static Problem Incomplete(string[] missing, string[] undone) =>
        new(
            "handovers/incomplete",
            StatusCodes.Status409Conflict,
            "The hand-over is not complete.",
            string.Join(
                ' ',
                new[]
                {
                    missing.Length > 0 ? $"Missing: {string.Join(", ", missing)}." : "",
                    undone.Length > 0 ? $"Not done: {string.Join("; ", undone)}." : "",
                }.Where(part => part.Length > 0)
            )
        )
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["missing"] = missing,
                ["notDone"] = undone,
            },
        };
}
