namespace Platform.Gateway.Overview;

/// <param name="Status">ok; none: the service has nothing for this account; missing: it could not be asked, see
/// reason.</param>
/// <param name="Reason">Why the part is missing.</param>
/// <param name="Value">The part itself; left out where the service that owns it did not answer in time.</param>
public sealed record OverviewPart<T>(string Status, T? Value, string? Reason);
