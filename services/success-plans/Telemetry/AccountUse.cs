namespace Platform.SuccessPlans.Telemetry;

/// <param name="Whole">All features together; null where the product was not used at all.</param>
/// <param name="Features">By name; a feature that was not used is absent.</param>
public sealed record AccountUse(Guid AccountId, UseOf? Whole, IReadOnlyDictionary<string, UseOf> Features)
{
    /// <param name="feature">Null: the whole product.</param>
    public UseOf? Of(string? feature) => feature is null ? Whole : Features.GetValueOrDefault(feature);
}
