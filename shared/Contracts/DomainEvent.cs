using MassTransit;

namespace Platform.Contracts;

/// <summary>
/// What every event carries. Events are contracts: additive only, a breaking change is a new type with a new
/// <see cref="EventNameAttribute"/>. The outbox stamps what the publisher leaves empty.
/// </summary>
/// <param name="AccountId">The account that the event is about; <see cref="Guid.Empty"/> where it is about
/// none.</param>
[ExcludeFromTopology]
public abstract record DomainEvent(Guid AccountId)
{
    /// <summary>Unique per event, version 7; the broker's message id and the key of every inbox.</summary>
    public Guid EventId { get; init; } = Guid.CreateVersion7();

    /// <summary>When the change took place, UTC, stamped by the outbox from the service's clock.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who caused it: a user id, <c>key:…</c> for an API key, <c>service:…</c> for a service by
    /// itself.</summary>
    public string Actor { get; init; } = "";

    /// <summary>Ties together all that followed from one request: the trace id of the request that began it.</summary>
    public string CorrelationId { get; init; } = "";
}
