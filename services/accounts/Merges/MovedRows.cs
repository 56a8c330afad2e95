namespace Platform.Accounts.Merges;

/// <summary>What a merge moved from the duplicate to the record that stays.</summary>
public sealed record MovedRows
{
    /// <summary>As <c>source</c> and <c>id</c>, one after the other.</summary>
    public string[] Sources { get; init; } = [];
    public string[] ExternalIds { get; init; } = [];
    public Guid[] Contacts { get; init; } = [];
    public Guid[] Tickets { get; init; } = [];
    public Guid[] Activities { get; init; } = [];
    public Guid[] TimelineEntries { get; init; } = [];
    public Guid[] Children { get; init; } = [];

    /// <summary>Of contacts: roles and product users that the kept one got from the duplicate.</summary>
    public string[] Roles { get; init; } = [];
    public string[] ProductUserIds { get; init; } = [];

    /// <summary>Counts open tickets anew where tickets moved; <c>@ids</c> are the accounts.</summary>
    internal const string CountTickets = """
        update portfolio_entry set open_tickets = (select count(*) from ticket
            where ticket.account_id = portfolio_entry.account_id and resolved_at is null) where account_id = any(@ids)
        """;
}
