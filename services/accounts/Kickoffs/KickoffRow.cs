using Platform.ServiceKit.Organisation;

namespace Platform.Accounts.Kickoffs;

/// <summary>A kickoff as Dapper reads it.</summary>
internal sealed record KickoffRow
{
    public const string Read = "select contract_id, account_id, signed_on, due_on, booked_for, held_at from kickoff";

    public Guid ContractId { get; init; }
    public Guid AccountId { get; init; }
    public DateOnly SignedOn { get; init; }
    public DateOnly DueOn { get; init; }
    public DateTimeOffset? BookedFor { get; init; }
    public DateTimeOffset? HeldAt { get; init; }

    public Kickoff ToKickoff(BusinessCalendar calendar, DateOnly today) =>
        new(
            ContractId,
            AccountId,
            SignedOn,
            DueOn,
            BookedFor,
            HeldAt,
            HeldAt is null ? calendar.Between(today, DueOn) : null,
            (HeldAt is { } held ? calendar.DateOf(held) : today) > DueOn
        );
}
