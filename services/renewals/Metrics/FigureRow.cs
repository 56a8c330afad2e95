using System.Text.Json;
using Platform.Contracts;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Data;

namespace Platform.Renewals.Metrics;

internal sealed class FigureRow
{
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public DateOnly FromOn { get; init; }
    public DateOnly ToOn { get; init; }
    public string GroupedBy { get; init; } = "";
    public string DefinitionName { get; init; } = "";
    public int DefinitionVersion { get; init; }
    public DateTimeOffset KnownAt { get; init; }
    public string Currency { get; init; } = "";
    public string Figures { get; init; } = "";
    public string PublishedBy { get; init; } = "";
    public DateTimeOffset PublishedAt { get; init; }

    public FigureResponse ToResponse() =>
        new(
            Id,
            Title,
            FromOn,
            ToOn,
            GroupedBy,
            DefinitionName,
            DefinitionVersion,
            KnownAt,
            Currency,
            JsonSerializer.Deserialize<List<GroupFigures>>(Figures, ContractJson.Options)!,
            PublishedBy,
            PublishedAt
        );

    internal static Task<FigureRow?> FindAsync(Guid id, Database database, CancellationToken ct) =>
        database.SingleOrDefaultAsync<FigureRow>($"{Select} where id = @id", new { id }, ct);

    internal const string Select = """
        select id, title, from_on, to_on, grouped_by, definition_name, definition_version, known_at, currency,
            figures::text as figures, published_by, published_at
        from published_figure
        """;
}
