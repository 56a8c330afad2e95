using Platform.SuccessPlans.Telemetry;

namespace Platform.SuccessPlans.Onboardings;

/// <summary>A milestone that usage itself completes: since the signature the feature was used at least so often, by at
/// least so many people.</summary>
/// <param name="Feature">From the catalogue; null: the whole product, so that <c>Users</c> counts active users.</param>
/// <param name="Events">So many events are needed.</param>
/// <param name="Users">By so many different users.</param>
public sealed record TelemetryRule(string? Feature, long Events = 1, int Users = 1)
{
    public bool IsMet(AccountUse use) => use.Of(Feature) is { } found && found.Events >= Events && found.Users >= Users;
}
