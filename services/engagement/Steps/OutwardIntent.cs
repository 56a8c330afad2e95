using System.Text.Json;

namespace Platform.Engagement.Steps;

/// <summary>What is to be sent, as it was written together with the run's state.</summary>
/// <param name="EffectKey">Unique per run, step and recipient.</param>
/// <param name="RunId">The run that waits for the answer.</param>
/// <param name="AccountId">The account that it is about.</param>
/// <param name="Payload">What the step wrote.</param>
/// <param name="Attempts">How often it was tried before.</param>
public sealed record OutwardIntent(string EffectKey, Guid RunId, Guid AccountId, JsonElement Payload, int Attempts);
