using System.ComponentModel.DataAnnotations;

namespace Platform.Engagement.InApp;

/// <summary>What a message says, to whom, and when.</summary>
/// <param name="Kind"><c>banner</c>, <c>modal</c>, <c>slideout</c>, <c>tooltip</c> or <c>checklist</c>.</param>
/// <param name="Audience">A rule in the language of segment rules; absent: everybody.</param>
/// <param name="Trigger">What in the product shows it.</param>
/// <param name="Anchor">The value of <c>data-rp</c> of the element that it belongs to; a tooltip needs one.</param>
/// <param name="Priority">0–100; of several that interrupt, the highest is offered.</param>
/// <param name="Frequency"><c>once</c> (seen once, it is never offered again) or <c>until_done</c> (it stays until it
/// is completed or dismissed).</param>
/// <param name="StartsAt">Not before, UTC.</param>
/// <param name="EndsAt">Not from then on, UTC.</param>
/// <param name="Variants">1–10; which one a user gets is the same for ever.</param>
/// <param name="Goal">What the message is to bring about.</param>
public sealed record MessageDefinition(
    [Required] string Kind,
    string? Audience,
    [Required] MessageTrigger Trigger,
    string? Anchor,
    [Range(0, 100)] int Priority,
    [Required] string Frequency,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    [Required] IReadOnlyList<MessageVariant> Variants,
    MessageGoal? Goal
);
