using Platform.Contracts;

namespace Platform.Accounts.Handovers;

/// <summary>How an open hand-over ends.</summary>
/// <param name="Handover">As it is before, locked.</param>
/// <param name="Status">What it becomes.</param>
/// <param name="Title">What the timeline says of it.</param>
/// <param name="Event">What is published; null: nothing.</param>
internal sealed record HandoverDecision(Handover Handover, string Status, string Title, DomainEvent? Event)
{
    /// <summary>Why the receiver refused; null otherwise.</summary>
    public string? Refusal { get; init; }

    /// <summary>What the audit log says why; without it the refusal.</summary>
    public string? Reason { get; init; }
}
