using Platform.Contracts;

namespace Platform.Feedback.Requests;

internal sealed class RequestRow
{
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public string Description { get; init; } = "";
    public string? Product { get; init; }
    public string Status { get; init; } = "";
    public string? StatusReason { get; init; }
    public DateTimeOffset StatusChangedAt { get; init; }
    public bool OnBoard { get; init; }
    public Guid? MergedInto { get; init; }
    public Guid? SplitFrom { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public int Version { get; init; }
    public int Accounts { get; init; }
    public int Votes { get; init; }
    public decimal Arr { get; init; }
    public decimal ArrRenewing { get; init; }

    public RequestResponse ToResponse(string currency) =>
        new(
            Id,
            Title,
            Description,
            Product,
            Status,
            StatusReason,
            StatusChangedAt,
            OnBoard,
            MergedInto,
            SplitFrom,
            new Demand(Accounts, Votes, new Money(Arr, currency), new Money(ArrRenewing, currency)),
            CreatedAt,
            CreatedBy,
            Version
        );

    /// <summary>Needs <c>@Today</c> and <c>@RenewingUntil</c>. An account without an opened renewal counts by its next
    /// contract end.</summary>
    public const string Select = """
        select r.id, r.title, r.description, r.product, r.status, r.status_reason, r.status_changed_at, r.on_board,
            r.merged_into, r.split_from, r.created_at, r.created_by, r.version,
               d.accounts, d.votes, d.arr, d.arr_renewing
        from product_request r
        cross join lateral (
            select count(*)::int as accounts, coalesce(sum(asked.votes), 0)::int as votes,
                coalesce(sum(v.arr), 0) as arr,
                   coalesce(sum(coalesce(n.due, case when v.next_contract_end between @Today
                       and @RenewingUntil then v.arr end)), 0) as arr_renewing
            from (select account_id, count(*) as votes from request_vote where request_id = r.id group by 1) asked
            left join account_revenue v on v.account_id = asked.account_id
            left join lateral (select sum(arr_due) as due from account_renewal
                where account_id = asked.account_id and not closed and ends_on between @Today and @RenewingUntil) n
                on true
        ) d
        """;
}
