using System.Text.Json;
using Platform.Contracts;
using Platform.Renewals.Revenue;
using Platform.Renewals.Values;

namespace Platform.Renewals.Subscriptions;

/// <summary>A subscription as its row.</summary>
internal sealed class SubscriptionRecord
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }
    public Guid ProductId { get; init; }
    public Guid? ContractId { get; init; }
    public string? Source { get; init; }
    public string? ExternalId { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public DateOnly? TermEndsOn { get; init; }
    public bool AutoRenew { get; init; }
    public int? NoticeDays { get; init; }
    public bool Trial { get; init; }
    public DateOnly? TrialEndsOn { get; init; }
    public string Status { get; init; } = "";
    public string Terms { get; init; } = "";
    public int Version { get; init; }

    public Subscription ToSubscription() =>
        new(
            Id,
            AccountId,
            ProductId,
            StartsOn,
            JsonSerializer.Deserialize<List<PriceTerm>>(Terms, ContractJson.Options)!
        )
        {
            ContractId = ContractId,
            Source = Source,
            ExternalId = ExternalId,
            EndsOn = EndsOn,
            TermEndsOn = TermEndsOn,
            AutoRenew = AutoRenew,
            NoticeDays = NoticeDays,
            Trial = Trial,
            TrialEndsOn = TrialEndsOn,
            Status = EnumText.To<SubscriptionStatus>(Status),
            Version = Version,
        };

    /// <summary>One array per column, so that any number of rows is one statement; <c>@Actor</c> beside them.</summary>
    public static object Columns(IReadOnlyList<(Subscription Subscription, DateTimeOffset At)> rows) =>
        new
        {
            Ids = rows.Select(r => r.Subscription.Id).ToArray(),
            Accounts = rows.Select(r => r.Subscription.AccountId).ToArray(),
            Products = rows.Select(r => r.Subscription.ProductId).ToArray(),
            Contracts = rows.Select(r => r.Subscription.ContractId).ToArray(),
            Sources = rows.Select(r => r.Subscription.Source).ToArray(),
            ExternalIds = rows.Select(r => r.Subscription.ExternalId).ToArray(),
            Starts = rows.Select(r => r.Subscription.StartsOn).ToArray(),
            Ends = rows.Select(r => r.Subscription.EndsOn).ToArray(),
            TermEnds = rows.Select(r => r.Subscription.TermEndsOn).ToArray(),
            AutoRenew = rows.Select(r => r.Subscription.AutoRenew).ToArray(),
            Notice = rows.Select(r => r.Subscription.NoticeDays).ToArray(),
            Trials = rows.Select(r => r.Subscription.Trial).ToArray(),
            TrialEnds = rows.Select(r => r.Subscription.TrialEndsOn).ToArray(),
            Statuses = rows.Select(r => r.Subscription.Status.ToText()).ToArray(),
            Terms = rows.Select(r => JsonSerializer.Serialize(r.Subscription.Terms, ContractJson.Options)).ToArray(),
            Versions = rows.Select(r => r.Subscription.Version).ToArray(),
            RecordedAt = rows.Select(r => r.At.UtcDateTime).ToArray(),
        };

    public const string Select = """
        select id, account_id, product_id, contract_id, source, external_id, starts_on, ends_on, term_ends_on,
               auto_renew, notice_days, trial, trial_ends_on, status, terms::text as terms, version
        from subscription
        """;

    public const string OfAccounts = $"{Select} where account_id = any(@ids) order by starts_on, id";

    public const string Upsert = """
        with row as (
            select * from unnest(
                @Ids, @Accounts, @Products, @Contracts, @Sources, @ExternalIds, @Starts, @Ends, @TermEnds, @AutoRenew,
                @Notice, @Trials, @TrialEnds, @Statuses, @Terms, @Versions, @RecordedAt)
            as t (id, account_id, product_id, contract_id, source, external_id, starts_on, ends_on, term_ends_on,
                  auto_renew, notice_days, trial, trial_ends_on, status, terms, version, recorded_at)
        ), head as (
            insert into subscription (id, account_id, product_id, contract_id, source, external_id, starts_on, ends_on,
                term_ends_on, auto_renew,
                                      notice_days, trial, trial_ends_on, status, terms, version, recorded_at,
                                      recorded_by)
            select id, account_id, product_id, contract_id, source, external_id, starts_on, ends_on, term_ends_on,
                auto_renew,
                   notice_days, trial, trial_ends_on, status, terms::jsonb, version, recorded_at, @Actor
            from row
            on conflict (id) do update
            set account_id = excluded.account_id, product_id = excluded.product_id, contract_id = excluded.contract_id,
                starts_on = excluded.starts_on, ends_on = excluded.ends_on,
                term_ends_on = excluded.term_ends_on, auto_renew = excluded.auto_renew,
                    notice_days = excluded.notice_days, trial = excluded.trial,
                trial_ends_on = excluded.trial_ends_on,
                status = excluded.status, terms = excluded.terms, version = excluded.version,
                    recorded_at = excluded.recorded_at,
                recorded_by = excluded.recorded_by
        )
        insert into subscription_version (subscription_id, version, account_id, product_id, contract_id, starts_on,
            ends_on, term_ends_on, auto_renew,
                                          notice_days, trial, trial_ends_on, status, terms, recorded_at, recorded_by)
        select id, version, account_id, product_id, contract_id, starts_on, ends_on, term_ends_on, auto_renew,
               notice_days, trial, trial_ends_on, status, terms::jsonb, recorded_at, @Actor
        from row
        """;
}
