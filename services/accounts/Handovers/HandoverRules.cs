using Platform.Accounts.Owners;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

/// <summary>What a hand-over needs, and in which state it may do what.</summary>
internal static class HandoverRules
{
    /// <summary>Sales to onboarding, onboarding to customer success, and each role to a colleague.</summary>
    public static bool MayPass(string fromRole, string toRole) => fromRole == toRole
        ? OwnerRoles.All.Contains(fromRole, StringComparer.Ordinal)
        : (fromRole, toRole) is (OwnerRoles.AccountExecutive, OwnerRoles.OnboardingManager) or (OwnerRoles.AccountExecutive, OwnerRoles.Csm) or (OwnerRoles.OnboardingManager, OwnerRoles.Csm);

    public static readonly IReadOnlyList<ChecklistItem> DefaultChecklist =
    [
        new("Goals and success criteria talked through", false),
        new("Contacts introduced", false),
        new("Commitments made in sales written down", false),
        new("Access to systems and documents given", false),
    ];

    /// <summary>Null when the receiver may accept now.</summary>
    public static Problem? RefuseAcceptance(Handover handover, string personId)
    {
        if (handover.Status != Handover.Proposed) return HandoverProblems.Decided(handover);
        if (!string.Equals(handover.ToPersonId, personId, StringComparison.Ordinal)) return HandoverProblems.NotTheReceiver(handover);
        var missing = handover.Brief.Missing().ToArray();
        var undone = handover.Checklist.Where(item => !item.Done).Select(item => item.Text).ToArray();
        return missing.Length > 0 || undone.Length > 0 ? HandoverProblems.Incomplete(missing, undone) : null;
    }
}

internal static class HandoverProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound("handover", id);

    public static Problem Decided(Handover handover) => new(
        "handovers/decided", StatusCodes.Status409Conflict, "The hand-over is decided.", $"It was {handover.Status} at {handover.DecidedAt:O}. Propose a new one.");

    public static Problem NotTheReceiver(Handover handover) => new(
        "handovers/not-the-receiver", StatusCodes.Status403Forbidden, "Only the receiver decides.", $"{handover.ToPersonId} has to accept or refuse it.");

    public static Problem NotYours(Handover handover) => new(
        "handovers/not-yours", StatusCodes.Status403Forbidden, "The hand-over is not yours.", $"Only {handover.FromPersonId}, {handover.ToPersonId}, a manager or operations change it.");

    public static Problem AlreadyOpen(string role) => new(
        "handovers/already-open", StatusCodes.Status409Conflict, "A hand-over of this role is open.", $"Someone is asked to become {role} already. Withdraw that hand-over first.");

    public static Problem Incomplete(string[] missing, string[] undone) => new(
        "handovers/incomplete", StatusCodes.Status409Conflict, "The hand-over is not complete.",
        string.Join(' ', new[] { missing.Length > 0 ? $"Missing: {string.Join(", ", missing)}." : "", undone.Length > 0 ? $"Not done: {string.Join("; ", undone)}." : "" }.Where(part => part.Length > 0)))
    {
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["missing"] = missing, ["notDone"] = undone },
    };
}
