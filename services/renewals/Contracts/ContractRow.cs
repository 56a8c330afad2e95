namespace Platform.Renewals.Contracts;

internal sealed class ContractRow
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string Number { get; init; } = "";
    public DateOnly SignedOn { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public bool AutoRenew { get; init; }
    public int TermMonths { get; init; }
    public int NoticeDays { get; init; }
    public string Status { get; init; } = "";
    public int Version { get; init; }

    public ContractResponse ToResponse() =>
        new(Id, AccountId, Number, SignedOn, StartsOn, EndsOn, AutoRenew, TermMonths, NoticeDays, Status, Version);

    internal const string Select =
        "select id, account_id, number, signed_on, starts_on, ends_on, auto_renew, term_months, notice_days, "
        + "status, version from contract";
}
