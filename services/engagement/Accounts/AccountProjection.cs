using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.ServiceKit.Accounts;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Accounts;

/// <summary>Keeps this service's copy of accounts, their people, money, health and notice. An older event that comes
/// late changes nothing.</summary>
public static class AccountProjection
{
    public static Task ApplyAsync(DomainEvent domainEvent, UnitOfWork work) =>
        domainEvent switch
        {
            AccountCreated created => KeepAccountAsync(work, created.AccountId, created.Version, created.Account),
            AccountChanged changed => KeepAccountAsync(work, changed.AccountId, changed.Version, changed.Account),
            ContactChanged changed => KeepContactAsync(work, changed),
            ContactLeft left => work.ExecuteAsync(
                "update contact_copy set status = 'left', version = @Version where contact_id = @ContactId and "
                    + "version <= @Version",
                new { left.ContactId, left.Version }
            ),
            SegmentEntered entered => KeepSegmentAsync(work, entered, entered.SegmentId, entered.Segment, inside: true),
            SegmentLeft left => KeepSegmentAsync(work, left, left.SegmentId, left.Segment, inside: false),
            SubscriptionChanged changed => KeepRevenueAsync(work, changed),
            RenewalOpened opened => work.ExecuteAsync(
                OpenRenewal,
                new
                {
                    opened.RenewalId,
                    opened.AccountId,
                    opened.EndsOn,
                    opened.ArrDue.Amount,
                }
            ),
            RenewalStageChanged { Outcome: not null } closed => work.ExecuteAsync(
                CloseRenewal,
                new { closed.RenewalId, closed.AccountId }
            ),
            HealthScoreChanged scored => work.ExecuteAsync(
                KeepHealth,
                new
                {
                    scored.AccountId,
                    scored.Score,
                    Band = scored.Band is { } band
                        ? JsonNamingPolicy.SnakeCaseLower.ConvertName(band.ToString())
                        : null,
                    scored.Version,
                }
            ),
            ChurnNoticeGiven given => work.ExecuteAsync(KeepNotice, new { given.AccountId, given.NoticeOn }),
            AccountChurned churned => work.ExecuteAsync(KeepChurn, new { churned.AccountId, churned.EffectiveOn }),
            _ => Task.CompletedTask,
        };

    internal static async Task KeepAccountAsync(UnitOfWork work, Guid accountId, int version, AccountSnapshot account)
    {
        var newer = await work.ExecuteAsync(
            KeepAccount,
            new
            {
                AccountId = accountId,
                account.Name,
                account.Lifecycle,
                account.Size,
                account.Motion,
                account.Priority,
                account.Industry,
                account.Country,
                account.CustomerSince,
                Owners = JsonSerializer.Serialize(account.Owners, ContractJson.Options),
                Attributes = JsonSerializer.Serialize(account.Attributes, ContractJson.Options),
                account.MergedInto,
                Version = version,
            }
        );
        if (newer > 0)
            await AccountExternalIds.KeepAsync(work, accountId, account);
    }

    private static Task<int> KeepContactAsync(UnitOfWork work, ContactChanged changed) =>
        work.ExecuteAsync(
            KeepContact,
            new
            {
                changed.ContactId,
                changed.AccountId,
                changed.Contact.Name,
                changed.Contact.Email,
                changed.Contact.Title,
                changed.Contact.Seniority,
                changed.Contact.Function,
                Roles = changed.Contact.Roles.ToArray(),
                ProductUserIds = changed.Contact.ProductUserIds.ToArray(),
                changed.Contact.Status,
                changed.Version,
            }
        );

    private static Task<int> KeepSegmentAsync(UnitOfWork work, DomainEvent at, Guid id, string segment, bool inside) =>
        work.ExecuteAsync(
            KeepSegment,
            new
            {
                at.AccountId,
                SegmentId = id,
                Segment = segment,
                Inside = inside,
                At = at.OccurredAt,
            }
        );

    private static Task<int> KeepRevenueAsync(UnitOfWork work, SubscriptionChanged changed) =>
        work.ExecuteAsync(
            KeepRevenue,
            new
            {
                changed.AccountId,
                changed.Arr.Amount,
                changed.Arr.Currency,
                changed.Seats,
                changed.NextContractEnd,
                changed.Version,
            }
        );

    private const string KeepAccount = """
        insert into account_copy as c (account_id, name, lifecycle, size, motion, priority, industry, country,
            customer_since, owners, attributes, merged_into, version)
        values (@AccountId, @Name, @Lifecycle, @Size, @Motion, @Priority, @Industry, @Country, @CustomerSince,
            @Owners::jsonb, @Attributes::jsonb, @MergedInto, @Version)
        on conflict (account_id) do update
        set name = excluded.name, lifecycle = excluded.lifecycle, size = excluded.size, motion = excluded.motion,
            priority = excluded.priority, industry = excluded.industry, country = excluded.country,
            customer_since = excluded.customer_since, owners = excluded.owners, attributes = excluded.attributes,
            merged_into = excluded.merged_into, version = excluded.version
        where c.version < excluded.version
        """;

    private const string KeepContact = """
        insert into contact_copy as c (contact_id, account_id, name, email, title, seniority, function, roles,
            product_user_ids, status, version)
        select @ContactId, @AccountId, @Name, @Email, @Title, @Seniority, @Function, @Roles, @ProductUserIds, @Status,
            @Version
        where not exists (select from erased_contact where contact_id = @ContactId)
        on conflict (contact_id) do update
        set account_id = excluded.account_id, name = excluded.name, email = excluded.email, title = excluded.title,
            seniority = excluded.seniority, function = excluded.function, roles = excluded.roles,
            product_user_ids = excluded.product_user_ids, status = excluded.status, version = excluded.version
        where c.version < excluded.version
        """;

    private const string KeepSegment = """
        insert into account_segment as s (account_id, segment_id, segment, inside, changed_at)
        values (@AccountId, @SegmentId, @Segment, @Inside, @At)
        on conflict (account_id, segment_id) do update
            set segment = excluded.segment, inside = excluded.inside, changed_at = excluded.changed_at
        where s.changed_at <= excluded.changed_at
        """;

    private const string KeepRevenue = """
        insert into account_revenue as r (account_id, arr, currency, seats, next_contract_end, version)
        values (@AccountId, @Amount, @Currency, @Seats, @NextContractEnd, @Version)
        on conflict (account_id) do update
        set arr = excluded.arr, currency = excluded.currency, seats = excluded.seats,
            next_contract_end = excluded.next_contract_end, version = excluded.version
        where r.version < excluded.version
        """;

    private const string OpenRenewal = """
        insert into account_renewal (renewal_id, account_id, ends_on, arr_due)
            values (@RenewalId, @AccountId, @EndsOn, @Amount)
        on conflict (renewal_id) do update set ends_on = excluded.ends_on, arr_due = excluded.arr_due
        """;

    // The decision may overtake the opening: then the row waits here, closed.
    private const string CloseRenewal = """
        insert into account_renewal (renewal_id, account_id, closed) values (@RenewalId, @AccountId, true)
        on conflict (renewal_id) do update set closed = true
        """;

    private const string KeepHealth = """
        insert into account_health as h (account_id, score, band, version)
        values (@AccountId, @Score, @Band, @Version)
        on conflict (account_id) do update
            set score = excluded.score, band = excluded.band, version = excluded.version
        where h.version < excluded.version
        """;

    private const string KeepNotice = """
        insert into account_notice (account_id, notice_on) values (@AccountId, @NoticeOn)
        on conflict (account_id) do update set notice_on = excluded.notice_on
        """;

    private const string KeepChurn = """
        insert into account_notice (account_id, churned_on) values (@AccountId, @EffectiveOn)
        on conflict (account_id) do update set churned_on = excluded.churned_on
        """;
}
