using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Kinds;

/// <summary>One call, e-mail, meeting or note of a file or of a bulk request. Participants are contacts' external ids
/// or e-mail addresses.</summary>
public sealed record ActivityRow(int Line, string ExternalId, string Account, string Type, DateTimeOffset OccurredAt)
{
    public Optional<string?> Subject { get; init; }
    public Optional<string?> Notes { get; init; }
    public Optional<bool?> TwoWay { get; init; }
    public Optional<IReadOnlyList<string>> Participants { get; init; }

    public static ActivityRow Read(RowReader reader) =>
        new(
            reader.Line,
            reader.RequiredText("externalId"),
            reader.RequiredText("account"),
            reader.RequiredChoice("type"),
            reader.RequiredInstant("occurredAt")
        )
        {
            Subject = reader.Text("subject"),
            Notes = reader.Text("notes"),
            TwoWay = reader.Boolean("twoWay"),
            Participants = reader.List("participants"),
        };
}
