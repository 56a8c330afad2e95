namespace Platform.SuccessPlans.Reviews;

/// <param name="ReviewId">The review that it was made for.</param>
/// <param name="Number">Counts the packs of the review, from 1.</param>
/// <param name="GeneratedAt">When it was made (RFC 3339, UTC); it does not change after.</param>
/// <param name="GeneratedBy">User id of who had it made.</param>
/// <param name="Content">What the pack says.</param>
public sealed record ReviewPackResponse(
    Guid Id,
    Guid ReviewId,
    int Number,
    DateTimeOffset GeneratedAt,
    string GeneratedBy,
    ReviewPack Content
);
