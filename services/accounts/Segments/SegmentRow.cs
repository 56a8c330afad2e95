using Platform.ServiceKit.Data;

namespace Platform.Accounts.Segments;

/// <summary>A segment with how many accounts it has, as Dapper reads it.</summary>
internal sealed class SegmentRow
{
    public const string Read = """
        select id, name, rule, description, version,
            (select count(*) from segment_member where segment_id = segment.id) as accounts
        from segment
        """;

    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Rule { get; init; } = "";
    public string? Description { get; init; }
    public int Version { get; init; }
    public long Accounts { get; init; }

    public SegmentResponse ToResponse() => new(Id, Name, Rule, Description, Version, Accounts);

    /// <summary>How many accounts are in a segment as this transaction sees it.</summary>
    public static Task<long> CountAsync(UnitOfWork work, Guid id) =>
        work.ScalarAsync<long>("select count(*) from segment_member where segment_id = @id", new { id });
}
