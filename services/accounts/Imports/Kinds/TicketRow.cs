using Platform.Files.Mapping;

namespace Platform.Accounts.Imports.Kinds;

/// <summary>One support ticket of a file or of a bulk request.</summary>
public sealed record TicketRow(int Line, string ExternalId, string Account, DateTimeOffset OpenedAt)
{
    public Optional<string?> Subject { get; init; }
    public Optional<string?> Severity { get; init; }
    public Optional<DateTimeOffset?> FirstResponseAt { get; init; }
    public Optional<DateTimeOffset?> ResolvedAt { get; init; }
    public Optional<decimal?> Satisfaction { get; init; }
    public Optional<bool?> Escalated { get; init; }

    private const int MinutesOfTenYears = 5_256_000;

    public static TicketRow Read(RowReader reader)
    {
        var row = new TicketRow(
            reader.Line,
            reader.RequiredText("externalId"),
            reader.RequiredText("account"),
            reader.RequiredInstant("openedAt")
        )
        {
            Subject = reader.Text("subject"),
            Severity = reader.Choice("severity"),
            FirstResponseAt = reader.Instant("firstResponseAt"),
            ResolvedAt = reader.Instant("resolvedAt"),
            Satisfaction = reader.Decimal("satisfaction", 0, 100),
            Escalated = reader.Boolean("escalated"),
        };
        var minutes = reader.Decimal("firstResponseMinutes", 0, MinutesOfTenYears);
        if (minutes.Value is { } waited && row.FirstResponseAt.Value is null && row.OpenedAt != default)
            row = row with { FirstResponseAt = row.OpenedAt.AddMinutes((double)waited).Kept() };
        if (row.ResolvedAt.Value < row.OpenedAt)
            reader.Refuse(
                "resolvedAt",
                "resolved-before-opened",
                "Lies before the ticket was opened. Check both dates."
            );
        return row;
    }
}
