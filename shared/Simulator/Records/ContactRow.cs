namespace Platform.Simulator.Records;

public sealed record ContactRow(
    string ExternalId,
    string Account,
    string Name,
    string Email,
    string Title,
    string Seniority,
    string Function,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> ProductUserIds,
    string Status,
    DateTimeOffset? LastTwoWayContact
);
