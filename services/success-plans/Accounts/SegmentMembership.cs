using Platform.Contracts.Accounts;

namespace Platform.SuccessPlans.Accounts;

/// <param name="Segment">The segment's name.</param>
/// <param name="Since">When the account entered or left it.</param>
internal sealed record SegmentMembership(Guid SegmentId, string Segment, bool IsMember, DateTimeOffset Since)
{
    public static SegmentMembership Of(SegmentEntered entered) =>
        new(entered.SegmentId, entered.Segment, IsMember: true, entered.OccurredAt);

    public static SegmentMembership Of(SegmentLeft left) =>
        new(left.SegmentId, left.Segment, IsMember: false, left.OccurredAt);
}
