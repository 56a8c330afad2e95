namespace Platform.Engagement.Approvals;

/// <param name="State"><c>approved</c> or <c>refused</c>; absent where it was not decided.</param>
/// <param name="Type">The problem's type, where it was not.</param>
/// <param name="Detail">Why not, in words.</param>
public sealed record DecidedApproval(Guid Id, string? State, string? Type, string? Detail);
