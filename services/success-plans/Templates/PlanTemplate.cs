using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Contracts;

namespace Platform.SuccessPlans.Templates;

public sealed class PlanTemplate
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string? Size { get; init; }
    public int Version { get; init; }

    [JsonIgnore]
    public string BodyJson { get; init; } = "{}";

    /// <summary>What a plan made from it starts with.</summary>
    public TemplateBody Body => JsonSerializer.Deserialize<TemplateBody>(BodyJson, ContractJson.Options)!;

    internal const string Select = "select id, name, size, version, body::text as body_json from plan_template";

    /// <summary>The segment's own before the general one, the newest first.</summary>
    internal const string ForSize =
        $"{Select} where not retired and (size = @size or size is null) order by size nulls last, created_at "
        + $"desc, id desc limit 1";
}
