namespace Platform.Engagement.Meetings;

/// <summary>Who books.</summary>
public sealed record Guest(string Name, string Email, string? Note);
