using Platform.Accounts.Audit;

namespace Platform.Accounts.Contacts;

/// <summary>A person at a customer, as stored: pure state.</summary>
public sealed record Contact
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string Name { get; init; }
    public string? Email { get; init; }
    public string? Title { get; init; }
    public string? Seniority { get; init; }
    public string? Function { get; init; }
    public IReadOnlyList<string> Roles { get; init; } = [];
    public IReadOnlyList<string> ProductUserIds { get; init; } = [];
    public DateTimeOffset? LastTwoWayContactAt { get; init; }

    /// <summary>active, or left once the person works there no more.</summary>
    public string Status { get; init; } = Active;
    public int Version { get; init; }

    public const string Active = "active";
    public const string Left = "left";

    public static readonly IReadOnlyList<string> Seniorities = ["individual", "manager", "director", "executive"];
    public static readonly IReadOnlyList<string> KnownRoles =
    [
        "champion",
        "economic_buyer",
        "executive_sponsor",
        "admin",
        "decision_maker",
        "end_user",
        "detractor",
    ];

    public static IReadOnlyList<FieldChange> Changes(Contact? before, Contact after)
    {
        var changes = new List<FieldChange>();
        void Compare(string field, object? was, object? now)
        {
            if (!Equals(was, now))
                changes.Add(new FieldChange(field, was, now));
        }

        Compare("accountId", before?.AccountId, after.AccountId);
        Compare("name", before?.Name, after.Name);
        Compare("email", before?.Email, after.Email);
        Compare("title", before?.Title, after.Title);
        Compare("seniority", before?.Seniority, after.Seniority);
        Compare("function", before?.Function, after.Function);
        Compare("roles", Listed(before?.Roles), Listed(after.Roles));
        Compare("productUserIds", Listed(before?.ProductUserIds), Listed(after.ProductUserIds));
        Compare("lastTwoWayContactAt", before?.LastTwoWayContactAt, after.LastTwoWayContactAt);
        Compare("status", before?.Status, after.Status);
        return changes;
    }

    // The order of roles means nothing.
    private static string? Listed(IReadOnlyList<string>? items) =>
        items is null or { Count: 0 } ? null : string.Join(", ", items.Order(StringComparer.Ordinal));
}
