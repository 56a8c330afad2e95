namespace Platform.Engagement.Meetings;

/// <summary>A span of time, its end not included.</summary>
internal sealed record Span(DateTimeOffset From, DateTimeOffset To)
{
    public bool Overlaps(Span other) => From < other.To && other.From < To;

    public bool Contains(Span other) => From <= other.From && other.To <= To;
}
