using Platform.Accounts.Handovers;

namespace Platform.Accounts.BulkChanges;

/// <param name="ToPersonId">User id of who is asked to take the accounts over as CSM.</param>
/// <param name="Brief">What the receiver has to know, the same for all; left out: filled in at each hand-over before it
/// is accepted.</param>
public sealed record BulkHandover(string ToPersonId, HandoverBrief? Brief = null);
