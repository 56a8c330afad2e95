using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Contracts;

namespace Platform.Gateway.Feed;

/// <summary>An event as it came from the broker, and its content in the one JSON dialect that frontends and webhooks
/// get.</summary>
public sealed record FeedMessage(string Type, DomainEvent Event, string Json)
{
    // The bus writes decimals as text, so that no reader rounds them.
    private static readonly JsonSerializerOptions FromBus = new(ContractJson.Options)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    public Guid? AccountId => Event.AccountId == Guid.Empty ? null : Event.AccountId;

    /// <exception cref="UnknownEventException">Another version's event, perhaps.</exception>
    /// <exception cref="JsonException">The body is not an envelope as the bus writes it, or its message not what its
    /// name says.</exception>
    public static FeedMessage Read(string type, ReadOnlyMemory<byte> body)
    {
        var clrType = EventCatalogue.Find(type) ?? throw new UnknownEventException(type);
        using var envelope = JsonDocument.Parse(body);
        if (!envelope.RootElement.TryGetProperty("message", out var message))
            throw new JsonException("The envelope holds no message.");

        var published = (DomainEvent?)message.Deserialize(clrType, FromBus)
            ?? throw new JsonException("The message is null.");
        return new FeedMessage(type, published, JsonSerializer.Serialize(published, clrType, ContractJson.Options));
    }
}
