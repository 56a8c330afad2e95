namespace Platform.Feedback.Requests;

internal sealed class LockedRequest
{
    public Guid Id { get; init; }
    public string Title { get; init; } = "";
    public string Status { get; init; } = "";
    public Guid? MergedInto { get; init; }
    public int Version { get; init; }
}
