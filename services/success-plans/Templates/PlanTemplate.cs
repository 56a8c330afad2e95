using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Contracts;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Templates;

public sealed class PlanTemplate
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";

    /// <summary>The segment that it is for; left out: for accounts in no segment that has a template.</summary>
    public string? Segment { get; init; }

    /// <summary>The place of its segment in the order in which segments are tried, the lowest first.</summary>
    public int Rank { get; init; }
    public int Version { get; init; }

    [JsonIgnore]
    public string BodyJson { get; init; } = "{}";

    /// <summary>What a plan made from it starts with.</summary>
    public TemplateBody Body => JsonSerializer.Deserialize<TemplateBody>(BodyJson, ContractJson.Options)!;

    internal const string Select =
        "select id, name, segment, rank, version, body::text as body_json from plan_template";

    /// <summary>The template of the first segment that account <c>@AccountId</c> of size <c>@Size</c> is in; the
    /// default where it is in none.</summary>
    internal const string OfAccount = $"""
        {Select} where not retired and (segment is null or {AccountSegments.HasAccount})
        order by segment is null, rank, segment, created_at desc, id desc limit 1
        """;
}
