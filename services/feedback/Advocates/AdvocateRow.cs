namespace Platform.Feedback.Advocates;

internal sealed class AdvocateRow
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public string? Account { get; init; }
    public Guid? ContactId { get; init; }
    public string? Contact { get; init; }
    public string Reason { get; init; } = "";
    public string Evidence { get; init; } = "";
    public string Status { get; init; } = "";
    public string? LatestClass { get; init; }
    public int AskedLately { get; init; }
    public DateTimeOffset IdentifiedAt { get; init; }
    public int Version { get; init; }

    public AdvocateResponse ToResponse(AdvocateOptions options) =>
        new(
            Id,
            AccountId,
            Account,
            ContactId,
            Contact,
            Reason,
            Evidence,
            Status,
            LatestClass,
            AskedLately,
            Status == "active" && AskedLately < options.MostReferences,
            IdentifiedAt,
            Version
        );

    /// <summary>Needs <c>@Since</c>, where the fatigue limit's days begin.</summary>
    public const string Select = """
        select a.id, a.account_id, c.name as account, a.contact_id, p.name as contact, a.reason, a.evidence, a.status,
            a.identified_at, a.version,
               (select w.class from answer w where w.contact_id = a.contact_id and w.class is not null
                   order by w.answered_at desc limit 1) as latest_class,
               (select count(*)::int from reference_request r
                   where r.advocate_id = a.id and r.asked_at > @Since) as asked_lately
        from advocate a
        left join account_copy c on c.account_id = a.account_id
        left join contact_copy p on p.contact_id = a.contact_id
        """;
}
