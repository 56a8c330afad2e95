using Platform.Accounts.Accounts;
using Platform.Accounts.Contacts;
using Platform.Accounts.Portfolio;
using Platform.Accounts.Timeline;

namespace Platform.Accounts.Handovers;

/// <summary>All that the receiver needs on one page: the brief, the account and its figures, its contacts, and the last
/// ten interactions.</summary>
/// <param name="Handover">The hand-over itself.</param>
/// <param name="Contacts">The account's contacts.</param>
/// <param name="LastInteractions">The latest entries of the account's timeline, the newest first.</param>
/// <param name="MissingBeforeAcceptance">What of brief and checklist is still missing; empty: it can be
/// accepted.</param>
public sealed record HandoverPage(
    Handover Handover,
    AccountResponse Account,
    PortfolioLine? Figures,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<TimelineEntryResponse> LastInteractions,
    IReadOnlyList<string> MissingBeforeAcceptance
);
