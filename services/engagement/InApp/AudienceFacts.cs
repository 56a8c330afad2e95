using System.Text.Json;
using Platform.Contracts;
using Platform.Engagement.Accounts;
using Platform.Rules;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.InApp;

/// <summary>What is known of one user of the product: their account, the person, and what they were shown, read in one
/// round trip.</summary>
internal sealed record AudienceFacts : IRuleFacts
{
    public Guid AccountId { get; init; }
    public string Name { get; init; } = "";
    public string Lifecycle { get; init; } = "";
    public string? Size { get; init; }
    public string? Motion { get; init; }
    public string? Priority { get; init; }
    public string? Industry { get; init; }
    public string? Country { get; init; }
    public DateOnly? CustomerSince { get; init; }
    public decimal? Arr { get; init; }
    public int? Seats { get; init; }
    public DateOnly? RenewalDate { get; init; }
    public decimal? Score { get; init; }
    public string? Band { get; init; }
    public DateOnly? NoticeOn { get; init; }
    public string[] Segments { get; init; } = [];
    public Guid? ContactId { get; init; }
    public string? Email { get; init; }
    public string[]? ContactRoles { get; init; }
    public string? Seniority { get; init; }
    public string? Function { get; init; }
    public string UserId { get; init; } = "";

    /// <summary>The latest showing of each message, as JSON.</summary>
    public string? Shown { get; init; }

    public object? this[string attribute] =>
        attribute switch
        {
            "name" => Name,
            "lifecycle" => Lifecycle,
            "size" => Size,
            "motion" => Motion,
            "priority" => Priority,
            "industry" => Industry,
            "country" => Country,
            "customer_since" => CustomerSince,
            "arr" => Arr,
            "seats" => (decimal?)Seats,
            "renewal_date" => RenewalDate,
            "health_score" => Score,
            "health_band" => Band,
            "notice_given" => NoticeOn is not null,
            "segment" => Segments,
            "contact.known" => ContactId is not null,
            "contact.role" => ContactRoles,
            "contact.seniority" => Seniority,
            "contact.function" => Function,
            "user.id" => UserId,
            _ => null,
        };

    public Dictionary<Guid, LatestShowing> Showings() =>
        Shown is null
            ? []
            : JsonSerializer
                .Deserialize<List<LatestShowing>>(Shown, ContractJson.Options)!
                .ToDictionary(showing => showing.MessageId);

    /// <returns>Null where the account is not known.</returns>
    public static Task<AudienceFacts?> ReadAsync(Database database, UserIdentity user, CancellationToken ct) =>
        database.SingleOrDefaultAsync<AudienceFacts>(
            Read,
            new
            {
                user.AccountId,
                user.Source,
                user.ExternalId,
                user.UserId,
            },
            ct
        );

    /// <summary>The users of the product who are known as people of an account, without what they were shown.</summary>
    public static Task<IReadOnlyList<AudienceFacts>> ReadKnownAsync(
        Database database,
        int most,
        CancellationToken ct
    ) => database.QueryAsync<AudienceFacts>(ReadKnown, new { most }, ct);

    private const string Columns = """
        a.account_id, a.name, a.lifecycle, a.size, a.motion, a.priority, a.industry, a.country, a.customer_since,
            a.arr, a.seats, a.renewal_date, a.score, a.band, a.notice_on, a.segments, c.contact_id,
            c.email, c.roles as contact_roles, c.seniority, c.function
        """;

    private static readonly string Read = $"""
        select {Columns}, @UserId as user_id,
            (select json_agg(json_build_object('messageId', i.message_id, 'showing', i.showing, 'variant', i.variant,
                'isSeen', i.seen_at is not null, 'isCompleted', i.completed_at is not null,
                'isDismissed', i.dismissed_at is not null, 'snoozedUntil', i.snoozed_until,
                'doneItems', i.done_items))::text
             from (select distinct on (message_id) * from impression
                   where user_id = @UserId and account_id = any(array(select a.account_id union all
                       select d.account_id from account_copy d where d.merged_into = a.account_id))
                   order by message_id, showing desc) i) as shown
        from ({AccountCopy.Select} where a.account_id = ({UserAccount.Find})) a
        left join lateral (select contact_id, email, roles, seniority, function from contact_copy
            where account_id = a.account_id and product_user_ids @> array[@UserId] and status <> 'left'
            order by contact_id limit 1) c on true
        """;

    private static readonly string ReadKnown = $"""
        select {Columns}, u.user_id
        from contact_copy c cross join unnest(c.product_user_ids) u (user_id)
        join ({AccountCopy.Select}) a on a.account_id = c.account_id
        where c.status <> 'left' limit @most
        """;
}
