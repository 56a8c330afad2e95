using System.Diagnostics.CodeAnalysis;
using Platform.Accounts.Attributes;

namespace Platform.Accounts.Accounts;

/// <summary>A customer, as stored: pure state. Changes are made with <c>with</c> and saved by
/// <see cref="AccountWriter"/>.</summary>
public sealed record Account : AccountProperties
{
    public Account() { }

    [SetsRequiredMembers]
    public Account(AccountProperties properties)
        : base(properties) { }

    public AttributeValues Attributes { get; init; } = AttributeValues.None;
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
    public static readonly IReadOnlyList<string> Motions = ["high_touch", "pooled", "tech_touch", "self_serve"];
    public static readonly IReadOnlyList<string> Priorities = ["p1", "p2", "p3"];

    public const string FirstLifecycle = "onboarding";
}
