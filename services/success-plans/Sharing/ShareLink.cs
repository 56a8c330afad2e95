namespace Platform.SuccessPlans.Sharing;

public sealed class ShareLink
{
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }

    /// <summary>For whom or what it was made.</summary>
    public string Label { get; init; } = "";
    public Guid? ContactId { get; init; }
    public string? ContactName { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was revoked (RFC 3339, UTC).</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>How often it was used; attempts that were refused do not count.</summary>
    public int Accesses { get; init; }

    /// <summary>How often it was tried in vain.</summary>
    public int Refusals { get; init; }

    /// <summary>When it was last used (RFC 3339, UTC).</summary>
    public DateTimeOffset? LastAccessAt { get; init; }

    internal const string Select = """
        select l.id, l.plan_id, l.label, l.contact_id, c.name as contact_name, l.created_by, l.created_at, l.expires_at,
            l.revoked_at,
               (select count(*)::int from share_access a where a.link_id = l.id and a.refused is null) as accesses, 
               (select max(at) from share_access a where a.link_id = l.id and a.refused is null) as last_access_at,
               (select count(*)::int from share_access a where a.link_id = l.id and a.refused is not null) as refusals
        from share_link l left join contact_copy c on c.contact_id = l.contact_id
        """;
}
