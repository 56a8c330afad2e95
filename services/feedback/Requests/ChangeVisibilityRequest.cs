namespace Platform.Feedback.Requests;

/// <param name="OnBoard">Other customers see it, without names, on their boards.</param>
public sealed record ChangeVisibilityRequest(bool OnBoard);
