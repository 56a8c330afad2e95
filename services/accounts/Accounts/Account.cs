using Platform.Accounts.Attributes;

namespace Platform.Accounts.Accounts;

/// <summary>A customer, as stored: pure state. Changes are made with <c>with</c> and saved by
/// <see cref="AccountWriter"/>.</summary>
public sealed record Account
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public string? Domain { get; init; }
    public string? Industry { get; init; }
    public string? Country { get; init; }
    public int? Employees { get; init; }
    public Guid? ParentId { get; init; }
    public required string Lifecycle { get; init; }
    public DateOnly? CustomerSince { get; init; }

    /// <summary>The size that a file or a person declares; it wins over the size rules.</summary>
    public string? DeclaredSize { get; init; }
    public string? Size { get; init; }
    public string? Motion { get; init; }
    public string? Priority { get; init; }
    public AttributeValues Attributes { get; init; } = AttributeValues.None;
    public Guid? MergedInto { get; init; }
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    public static readonly IReadOnlyList<string> Lifecycles =
    [
        "onboarding",
        "adopting",
        "established",
        "renewing",
        "churned",
    ];
    public static readonly IReadOnlyList<string> Sizes = ["smb", "mid_market", "enterprise"];

    public const string FirstLifecycle = "onboarding";
}
