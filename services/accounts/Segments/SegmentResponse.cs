namespace Platform.Accounts.Segments;

/// <param name="Rule">In the language of segment rules: arr &gt;= 50_000 and health_band = 'red'.</param>
/// <param name="Accounts">How many accounts are in it now.</param>
public sealed record SegmentResponse(
    Guid Id,
    string Name,
    string Rule,
    string? Description,
    int Version,
    long Accounts
);
