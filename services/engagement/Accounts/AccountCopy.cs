using System.Text.Json;

namespace Platform.Engagement.Accounts;

/// <summary>An account as this service knows it.</summary>
public sealed record AccountCopy
{
    public Guid AccountId { get; init; }
    public string Name { get; init; } = "";

    /// <summary>As accounts has it: prospect, onboarding, established, churned, …</summary>
    public string Lifecycle { get; init; } = "";
    public string? Size { get; init; }
    public string? Motion { get; init; }
    public string? Priority { get; init; }
    public string? Industry { get; init; }

    /// <summary>ISO 3166 code, where it is known: quiet hours follow it.</summary>
    public string? Country { get; init; }
    public DateOnly? CustomerSince { get; init; }
    public Guid? MergedInto { get; init; }

    /// <summary>Roles with the user id of each owner, as JSON.</summary>
    public string Owners { get; init; } = "{}";

    /// <summary>Declared attributes, as JSON.</summary>
    public string Attributes { get; init; } = "{}";
    public decimal? Arr { get; init; }

    /// <summary>ISO 4217 code of <see cref="Arr"/>.</summary>
    public string? Currency { get; init; }
    public int? Seats { get; init; }
    public DateOnly? RenewalDate { get; init; }
    public decimal? Score { get; init; }

    /// <summary>red, yellow or green; null where there is no score.</summary>
    public string? Band { get; init; }

    /// <summary>The day on which the customer gave notice, while they have not taken it back.</summary>
    public DateOnly? NoticeOn { get; init; }
    public DateOnly? ChurnedOn { get; init; }
    public string[] Segments { get; init; } = [];

    /// <summary>Whether the customer has given notice and is still a customer.</summary>
    public bool HasNotice => NoticeOn is not null && ChurnedOn is null;

    /// <summary>Whether the customer is gone for good.</summary>
    public bool IsChurned => ChurnedOn is not null || Lifecycle == "churned";

    /// <summary>User id of the owner in a role (<c>csm</c>), if there is one.</summary>
    public string? Owner(string role)
    {
        using var owners = JsonDocument.Parse(Owners);
        return owners.RootElement.TryGetProperty(role, out var person) ? person.GetString() : null;
    }

    /// <summary>Whether a user owns the account in any role.</summary>
    public bool IsOwnedBy(string person)
    {
        using var owners = JsonDocument.Parse(Owners);
        return owners.RootElement.EnumerateObject().Any(owner => owner.Value.GetString() == person);
    }

    internal const string Select = """
        select a.account_id, a.name, a.lifecycle, a.size, a.motion, a.priority, a.industry, a.country,
            a.customer_since, a.merged_into, a.owners::text as owners, a.attributes::text as attributes,
            r.arr, r.currency, r.seats,
            coalesce((select min(w.ends_on) from account_renewal w
                where w.account_id = a.account_id and not w.closed and w.ends_on is not null), r.next_contract_end)
                as renewal_date,
            h.score, h.band, n.notice_on, n.churned_on,
            array(select s.segment from account_segment s where s.account_id = a.account_id and s.inside
                order by s.segment) as segments
        from account_copy a
        left join account_revenue r on r.account_id = a.account_id
        left join account_health h on h.account_id = a.account_id
        left join account_notice n on n.account_id = a.account_id
        """;
}
