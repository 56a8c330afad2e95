using Platform.Files.Mapping;

namespace Platform.Accounts.Contacts;

/// <summary>The fields of a contact as requests give them: what is left out stays, null clears.</summary>
public record ContactFields
{
    public Optional<string?> Name { get; init; }
    public Optional<string?> Email { get; init; }
    public Optional<string?> Title { get; init; }
    public Optional<string?> Seniority { get; init; }
    public Optional<string?> Function { get; init; }
    public Optional<IReadOnlyList<string>?> Roles { get; init; }
    public Optional<IReadOnlyList<string>?> ProductUserIds { get; init; }
    public Optional<DateTimeOffset?> LastTwoWayContactAt { get; init; }

    /// <summary>active, or left once the person works there no more.</summary>
    public Optional<string?> Status { get; init; }
}
