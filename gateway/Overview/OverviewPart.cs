namespace Platform.Gateway.Overview;

/// <param name="Status">ok; none: the service has nothing for this account; missing: it could not be asked, see
/// reason.</param>
/// <param name="Reason">Why the part is missing.</param>
/// <param name="Value">The part itself; left out where the service that owns it did not answer in time.</param>
public sealed record OverviewPart<T>(string Status, T? Value, string? Reason)
    where T : class
{
    /// <summary>A part that came with this one.</summary>
    internal OverviewPart<TPart> Of<TPart>(Func<T, TPart?> part)
        where TPart : class =>
        Value is null ? new(Status, null, Reason)
        : part(Value) is { } found ? new(Status, found, Reason)
        : new(OverviewParts.None, null, null);
}
