namespace Platform.SuccessPlans.Peers;

/// <summary>One published number about a group: the mean of what each account put in, rounded.</summary>
/// <param name="Cell"><c>all</c>, <c>top_quarter</c> or <c>bottom_quarter</c> of the segment.</param>
/// <param name="Contributions">Account → value, before rounding. Never shown.</param>
public sealed record PeerFigure(
    Guid Id,
    string Segment,
    string Metric,
    string Cell,
    decimal Value,
    DateOnly PublishedOn,
    IReadOnlyDictionary<Guid, decimal> Contributions
);
