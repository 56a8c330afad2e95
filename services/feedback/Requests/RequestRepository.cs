using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Feedback;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Requests;

/// <summary>What the slices that change requests share: lock, vote, publish, and count what is unanswered.</summary>
public sealed class RequestRepository(
    Database database,
    OrganisationCalendar calendar,
    IOptions<RequestOptions> options,
    IOptions<OrganisationOptions> organisation,
    TimeProvider clock
)
{
    public const string Open = "status not in ('shipped', 'declined') and merged_into is null";

    public string Currency => organisation.Value.ReportingCurrency;

    public object Args(object? more = null) =>
        ParameterNames.Together(
            more,
            new { calendar.Today, RenewingUntil = calendar.Today.AddDays(options.Value.RenewingWithinDays) }
        );

    public async Task<RequestResponse?> FindAsync(Guid id, CancellationToken ct) =>
        (
            await database.SingleOrDefaultAsync<RequestRow>(
                $"{RequestRow.Select} where r.id = @id",
                Args(new { id }),
                ct
            )
        )?.ToResponse(Currency);

    internal async Task<RequestResponse> ReadAsync(UnitOfWork work, Guid id) =>
        (
            await work.SingleOrDefaultAsync<RequestRow>($"{RequestRow.Select} where r.id = @id", Args(new { id }))
        )!.ToResponse(Currency);

    /// <summary>The request, locked until the transaction's end.</summary>
    /// <exception cref="ProblemException">404; 409 where it was merged.</exception>
    internal static async Task<LockedRequest> LockAsync(UnitOfWork work, Guid id, bool merged = false)
    {
        var row = await work.SingleOrDefaultAsync<LockedRequest>(
            "select id, title, status, merged_into, version from product_request where id = @id for update",
            new { id }
        ) ?? throw Problem.NotFound("request", id).ToException();
        return row.MergedInto is { } into && !merged ? throw RequestProblems.Merged(id, into).ToException() : row;
    }

    internal async Task<Guid> CreateAsync(
        UnitOfWork work,
        string title,
        string description,
        string? product,
        bool onBoard,
        Requester requester,
        Guid? splitFrom = null
    )
    {
        var id = Guid.CreateVersion7();
        await work.ExecuteAsync(
            Insert,
            new
            {
                id,
                title,
                description,
                product,
                onBoard,
                splitFrom,
                Now = clock.GetUtcNow(),
                requester.By,
            }
        );
        if (splitFrom is not null)
            return id;
        await VoteAsync(work, id, requester);
        await work.EnqueueAsync(
            new RequestStatusChanged(requester.AccountId, id, 1, title, null, "submitted"),
            requester.AccountId
        );
        await RecountAsync(work, [requester.AccountId]);
        return id;
    }

    /// <returns>False where this account, or this person of it, asked for it before.</returns>
    internal async Task<bool> VoteAsync(UnitOfWork work, Guid id, Requester requester) =>
        await work.ExecuteAsync(
            Vote,
            new
            {
                VoteId = Guid.CreateVersion7(),
                id,
                requester.AccountId,
                requester.ContactId,
                requester.Source,
                requester.By,
                requester.Note,
                Now = clock.GetUtcNow(),
            }
        ) == 1;

    internal static async Task<Guid[]> AccountsAsync(UnitOfWork work, params Guid[] requests) =>
        [
            .. await work.QueryAsync<Guid>(
                "select distinct account_id from request_vote where request_id = any(@requests)",
                new { requests }
            ),
        ];

    /// <summary>
    /// Recounts the open and unanswered requests of these accounts and publishes what changed. The accounts' rows
    /// are locked before counting, in order, so that of two counts the later one sees what the earlier one changed.
    /// </summary>
    internal async Task RecountAsync(UnitOfWork work, Guid[] accounts)
    {
        await work.ExecuteAsync(Ensure, new { accounts });
        await work.ExecuteAsync(
            "select from account_requests where account_id = any(@accounts) order by account_id for update",
            new { accounts }
        );
        var changed = await work.QueryAsync<(Guid AccountId, int OpenRequests, int UnansweredShared)>(
            Recount,
            new { accounts, options.Value.SharedByAtLeast }
        );
        await work.EnqueueAsync([
            .. changed.Select(c =>
                ((DomainEvent)new OpenRequestsChanged(c.AccountId, c.OpenRequests, c.UnansweredShared), c.AccountId)
            ),
        ]);
    }

    internal Task NoteAsync(
        UnitOfWork work,
        Guid id,
        int version,
        string what,
        string by,
        string? from = null,
        string? to = null,
        Guid? other = null,
        string? reason = null
    ) =>
        work.ExecuteAsync(
            History,
            new
            {
                id,
                version,
                what,
                from,
                to,
                other,
                reason,
                Now = clock.GetUtcNow(),
                by,
            }
        );

    private const string Insert = """
        insert into product_request (id, title, description, product, status, status_changed_at, on_board, split_from,
            created_at, created_by, version)
        values (@id, @title, @description, @product, 'submitted', @Now, @onBoard, @splitFrom, @Now, @By, 1)
        """;

    private const string Vote = """
        insert into request_vote (id, request_id, asked_as, account_id, contact_id, source, by, note, at)
        values (@VoteId, @id, @id, @AccountId, @ContactId, @Source, @By, @Note, @Now)
        on conflict on constraint request_vote_once do nothing
        """;

    private const string Ensure = """
        insert into account_requests (account_id, open_requests, unanswered_shared) select a, 0, 0
            from unnest(@accounts) a order by a on conflict do nothing
        """;

    private const string Recount = $"""
        with shared as (
            select request_id from request_vote
                where request_id in (select request_id from request_vote where account_id = any(@accounts))
            group by 1 having count(distinct account_id) >= @SharedByAtLeast
        ),
        counted as (
            select a as account_id, count(distinct r.id)::int as open_requests,
                (count(distinct r.id) filter (where r.status = 'submitted' and r.id in (select request_id
                from shared)))::int as unanswered
            from unnest(@accounts) a
            left join request_vote v on v.account_id = a
            left join product_request r on r.id = v.request_id and {Open}
            group by 1
        )
        update account_requests k set open_requests = c.open_requests, unanswered_shared = c.unanswered
        from counted c
        where k.account_id = c.account_id and (k.open_requests, k.unanswered_shared) is distinct
            from (c.open_requests, c.unanswered)
        returning k.account_id, k.open_requests, k.unanswered_shared
        """;

    private const string History = """
        insert into request_history (request_id, version, what, from_status, to_status, other_id, reason, at, by)
            values (@id, @version, @what, @from, @to, @other, @reason, @Now, @by)
        """;
}
