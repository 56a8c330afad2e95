namespace Platform.Simulator.Records;

/// <param name="Score">0 to 10.</param>
public sealed record NpsAnswerRow(
    string ExternalId,
    string Account,
    string Contact,
    int Score,
    DateTimeOffset AnsweredAt
);
