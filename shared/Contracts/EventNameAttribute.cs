using MassTransit;

namespace Platform.Contracts;

/// <summary>
/// The stable wire name of an event, for example <c>accounts.account-created.v1</c>. It names the exchange, the message
/// type on the wire and the outbox row, so that CLR names and namespaces may move.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventNameAttribute(string name) : MessageUrnAttribute(name)
{
    public string Name { get; } = name;
}
