using System.Text.Json;
using Platform.Accounts.Portfolio;
using Platform.Contracts;

namespace Platform.Accounts.Views;

/// <summary>A saved view as Dapper reads it.</summary>
internal sealed class ViewRow
{
    public const string Read = "select id, owner_id, name, shared, query::text as query, version from saved_view";

    public Guid Id { get; init; }
    public string OwnerId { get; init; } = "";
    public string Name { get; init; } = "";
    public bool Shared { get; init; }
    public string Query { get; init; } = "{}";
    public int Version { get; init; }

    public SavedView ToView() =>
        new(
            Id,
            Name,
            OwnerId,
            Shared,
            JsonSerializer.Deserialize<PortfolioQuery>(Query, ContractJson.Options)!,
            Version
        );

    public static string ToJson(PortfolioQuery query) => JsonSerializer.Serialize(query, ContractJson.Options);
}
