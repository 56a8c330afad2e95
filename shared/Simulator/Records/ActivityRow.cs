namespace Platform.Simulator.Records;

/// <param name="Type"><c>call</c>, <c>email</c> or <c>meeting</c>.</param>
/// <param name="TwoWay">Whether the other side took part: a call that was answered, an e-mail with a reply.</param>
/// <param name="Participants">External ids of contacts.</param>
public sealed record ActivityRow(
    string ExternalId,
    string Account,
    string Type,
    bool TwoWay,
    IReadOnlyList<string> Participants,
    string Owner,
    DateTimeOffset OccurredAt,
    int DurationMinutes,
    string Subject
);
