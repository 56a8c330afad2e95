using Platform.Accounts.Handovers;

namespace Platform.Accounts.Team;

/// <param name="FromPersonId">User id of the CSM whose accounts move.</param>
/// <param name="ToPersonId">User id of who is asked to take them; left out: for each the CSM with most room
/// then.</param>
/// <param name="Accounts">Which ones; left out: all.</param>
/// <param name="Brief">What the receivers have to know, the same for all; left out: filled in at each hand-over
/// before it is accepted.</param>
public sealed record ProposeMovesRequest(
    string FromPersonId,
    string? ToPersonId = null,
    IReadOnlyList<Guid>? Accounts = null,
    HandoverBrief? Brief = null
);
