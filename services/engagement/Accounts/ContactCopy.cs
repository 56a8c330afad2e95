namespace Platform.Engagement.Accounts;

/// <summary>A person of an account as this service knows them.</summary>
public sealed record ContactCopy
{
    public Guid ContactId { get; init; }
    public Guid AccountId { get; init; }
    public string Name { get; init; } = "";

    /// <summary>As accounts has it; a recipient's key is its lower-case form.</summary>
    public string? Email { get; init; }
    public string? Title { get; init; }

    /// <summary>executive, director, manager, … where it is known.</summary>
    public string? Seniority { get; init; }
    public string? Function { get; init; }

    /// <summary>champion, sponsor, admin, …</summary>
    public string[] Roles { get; init; } = [];
    public string[] ProductUserIds { get; init; } = [];

    /// <summary>active, left, …</summary>
    public string Status { get; init; } = "";

    internal const string Select = """
        select contact_id, account_id, name, email, title, seniority, function, roles, product_user_ids, status
        from contact_copy
        """;
}
