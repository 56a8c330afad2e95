using Platform.Accounts.Accounts;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Handovers;

/// <summary>What a hand-over needs, and in which state it may do what.</summary>
internal static class HandoverRules
{
    /// <summary>Sales to onboarding, onboarding to customer success, and each role to a colleague.</summary>
    public static bool MayPass(string fromRole, string toRole) =>
        fromRole == toRole
            ? OwnerRoles.All.Contains(fromRole, StringComparer.Ordinal)
            : (fromRole, toRole)
                is
                    (OwnerRoles.AccountExecutive, OwnerRoles.OnboardingManager)
                    or
                    (OwnerRoles.AccountExecutive, OwnerRoles.Csm)
                    or
                    (OwnerRoles.OnboardingManager, OwnerRoles.Csm);

    public static readonly IReadOnlyList<ChecklistItem> DefaultChecklist =
    [
        new("Goals and success criteria talked through", false),
        new("Contacts introduced", false),
        new("Commitments made in sales written down", false),
        new("Access to systems and documents given", false),
    ];

    /// <exception cref="ProblemException">400 with the list: a misspelt status would look as if nothing
    /// waited.</exception>
    public static void RequireStatus(string? status)
    {
        if (status is not null && !Handover.Statuses.Contains(status, StringComparer.Ordinal))
            throw Problem
                .Invalid("status", $"'{status}' is not one of {string.Join(", ", Handover.Statuses)}")
                .ToException();
    }

    /// <summary>Null while it waits for a decision.</summary>
    public static Problem? RefuseDecided(Handover handover) =>
        handover.Status == Handover.Proposed ? null : HandoverProblems.Decided(handover);

    /// <summary>Null when the receiver may accept now.</summary>
    /// <param name="handover">The hand-over, locked.</param>
    /// <param name="personId">Who accepts.</param>
    /// <param name="owners">Role → person accountable now.</param>
    public static Problem? RefuseAcceptance(
        Handover handover,
        string personId,
        IReadOnlyDictionary<string, string> owners
    )
    {
        if (RefuseDecided(handover) is { } decided)
            return decided;
        if (!string.Equals(handover.ToPersonId, personId, StringComparison.Ordinal))
            return HandoverProblems.NotTheReceiver(handover);
        if (HasMovedOn(handover, owners))
            return HandoverProblems.Lapsed(handover);
        var missing = handover.Brief.Missing().ToArray();
        var undone = handover.Checklist.Where(item => !item.Done).Select(item => item.Text).ToArray();
        return missing.Length > 0 || undone.Length > 0 ? HandoverProblems.Incomplete(missing, undone) : null;
    }

    /// <summary>
    /// Whether the role that gives, or the role that is filled, belongs to another person than when it was proposed.
    /// </summary>
    private static bool HasMovedOn(Handover handover, IReadOnlyDictionary<string, string> owners) =>
        owners.GetValueOrDefault(handover.FromRole) != handover.FromPersonId
        || (
            owners.GetValueOrDefault(handover.ToRole) is { } holder
            && holder != handover.ToPersonId
            && holder != handover.ReplacesPersonId
        );
}
