namespace Platform.Contracts.Feedback;

/// <param name="HoursOpen">Time to close, in hours of the clock.</param>
[EventName("feedback.loop-closed.v1")]
public sealed record LoopClosed(Guid AccountId, Guid LoopId, decimal HoursOpen, string? WhatChanged)
    : DomainEvent(AccountId);
