using System.Text.Json;

namespace Platform.Engagement.Simulations;

/// <summary>An event that was kept.</summary>
internal sealed record HistoryEvent(string Type, Guid AccountId, DateTimeOffset At, JsonElement Body);
