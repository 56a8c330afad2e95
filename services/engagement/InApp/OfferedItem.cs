namespace Platform.Engagement.InApp;

/// <summary>A step of a checklist as the browser shows it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Label">What is to be done.</param>
/// <param name="Url">Where.</param>
/// <param name="Feature">The feature whose use ticks it off.</param>
/// <param name="Done">Whether this user has done it.</param>
public sealed record OfferedItem(string Key, string Label, string? Url, string Feature, bool Done);
