using System.Text.Json;

namespace Platform.Contracts.Accounts;

/// <summary>All that is public of an account at one version. Whoever keeps a copy takes the snapshot with the highest
/// version that it has seen.</summary>
/// <param name="Lifecycle"><c>onboarding</c>, <c>adopting</c>, <c>established</c>, <c>renewing</c> or
/// <c>churned</c>.</param>
/// <param name="Size"><c>smb</c>, <c>mid_market</c> or <c>enterprise</c>; null while nothing decides it.</param>
/// <param name="Motion"><c>high_touch</c>, <c>pooled</c>, <c>tech_touch</c> or <c>self_serve</c>; null while nothing
/// decides it.</param>
/// <param name="Priority"><c>p1</c>, <c>p2</c> or <c>p3</c>; null until first rated.</param>
/// <param name="Attributes">Custom attributes as declared in the schema: text, number, true/false; dates as ISO
/// text.</param>
/// <param name="Owners">Role (<c>csm</c>, <c>account_executive</c>, <c>onboarding_manager</c>,
/// <c>executive_sponsor</c>) → user id of the accountable person.</param>
/// <param name="MergedInto">The account that this one was merged into; null while it stands by itself.</param>
public sealed record AccountSnapshot(
    string Name,
    string? Domain,
    string? Industry,
    string? Country,
    int? Employees,
    Guid? ParentId,
    string Lifecycle,
    DateOnly? CustomerSince,
    string? Size,
    string? Motion,
    string? Priority,
    IReadOnlyList<ExternalId> ExternalIds,
    IReadOnlyDictionary<string, JsonElement> Attributes,
    IReadOnlyDictionary<string, string> Owners,
    Guid? MergedInto = null
);
