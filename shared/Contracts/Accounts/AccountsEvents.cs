namespace Platform.Contracts.Accounts;

public static class AccountsEvents
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(AccountCreated),
        typeof(AccountChanged),
        typeof(AccountsMerged),
        typeof(AccountMergeUndone),
        typeof(ContactChanged),
        typeof(ContactLeft),
        typeof(ContactErasureRequested),
        typeof(ContactErased),
        typeof(CoverageChanged),
        typeof(TicketOpened),
        typeof(TicketUpdated),
        typeof(TicketResolved),
        typeof(ActivityRecorded),
        typeof(ActivityChanged),
        typeof(ActivityDeleted),
        typeof(OwnerAssigned),
        typeof(HandoverProposed),
        typeof(HandoverAccepted),
        typeof(HandoverRefused),
        typeof(HandoverLapsed),
        typeof(SegmentEntered),
        typeof(SegmentLeft),
        typeof(CalendarChanged),
        typeof(PersonChanged),
        typeof(OrganisationChanged),
        typeof(PersonMentioned),
    ];
}
