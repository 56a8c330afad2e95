using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Accounts.People;

/// <summary>What a person keeps for their own use of the platform: columns, theme, what they see first.</summary>
/// <param name="PersonId">User id of whose they are.</param>
/// <param name="Values">By names that the programs choose that read them.</param>
public sealed record Preferences(string PersonId, IReadOnlyDictionary<string, JsonElement> Values, int Version)
{
    public static async Task<Preferences> ReadAsync(Database database, string personId, CancellationToken ct)
    {
        var row = await database.SingleOrDefaultAsync<Row>(
            "select document::text as document, version from person_preference where person_id = @personId",
            new { personId },
            ct
        );
        return row is null
            ? new Preferences(personId, new Dictionary<string, JsonElement>(StringComparer.Ordinal), 0)
            : new Preferences(
                personId,
                JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(row.Document, ContractJson.Options)!,
                row.Version
            );
    }

    private sealed class Row
    {
        public string Document { get; init; } = "{}";
        public int Version { get; init; }
    }
}
