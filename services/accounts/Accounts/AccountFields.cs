using System.Text.Json;
using Platform.Files.Mapping;

namespace Platform.Accounts.Accounts;

/// <summary>The fields of an account as requests give them: what is left out stays, null clears.</summary>
public record AccountFields
{
    public Optional<string?> Name { get; init; }
    public Optional<string?> Domain { get; init; }
    public Optional<string?> Industry { get; init; }
    public Optional<string?> Country { get; init; }
    public Optional<int?> Employees { get; init; }
    public Optional<Guid?> ParentId { get; init; }
    public Optional<string?> Lifecycle { get; init; }
    public Optional<DateOnly?> CustomerSince { get; init; }
    public Optional<string?> DeclaredSize { get; init; }
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}
