namespace Platform.SuccessPlans.Sharing;

/// <param name="Author">Name of who wrote it.</param>
public sealed record SharedComment(string Side, string Author, string Text, DateTimeOffset At);
