namespace Platform.Workspace.Today;

/// <summary>Something that waits for the person.</summary>
/// <param name="Kind">What it is, in a word.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Why">Why it is on the list.</param>
/// <param name="On">The day by which, or since when it waits.</param>
/// <param name="IsLate">Whether the day by which has passed.</param>
/// <param name="IsSince">Whether the day is that since when it waits.</param>
public sealed record Due(
    string Id,
    string Kind,
    Guid AccountId,
    string Account,
    string Title,
    string Why,
    DateOnly? On,
    bool IsLate,
    bool IsSince
);
