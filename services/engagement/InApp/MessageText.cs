using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.InApp;

/// <summary>The words of a message in one language: plain text, never markup.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Body">What it says.</param>
/// <param name="Buttons">At most three.</param>
/// <param name="Items">The steps of a checklist, at most twelve.</param>
public sealed record MessageText(
    [Required, StringLength(120, MinimumLength = 1)] string Title,
    [Required, StringLength(1000)] string Body,
    IReadOnlyList<MessageButton>? Buttons,
    IReadOnlyList<MessageItem>? Items
);
