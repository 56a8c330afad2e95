using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Events;

/// <summary>Reacts to every event that the service hears, after the copies of accounts were brought up to date and in
/// the same transaction. Add one with <c>services.AddSingleton&lt;IEventListener, …&gt;()</c>; what is slow has a queue
/// of its own instead.</summary>
public interface IEventListener
{
    /// <param name="domainEvent">What happened.</param>
    /// <param name="name">The event's wire name: <c>renewals.risk-opened.v1</c>.</param>
    /// <param name="body">The event as it was told.</param>
    /// <param name="work">Commits when all listeners have returned.</param>
    /// <param name="ct">Ends when the service stops.</param>
    Task OnAsync(DomainEvent domainEvent, string name, JsonElement body, UnitOfWork work, CancellationToken ct);
}
