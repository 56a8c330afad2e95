using System.Reflection;
using Platform.Contracts.Accounts;
using Platform.Contracts.Engagement;
using Platform.Contracts.Feedback;
using Platform.Contracts.Gateway;
using Platform.Contracts.HealthScoring;
using Platform.Contracts.Renewals;
using Platform.Contracts.SuccessPlans;

namespace Platform.Contracts;

/// <summary>Every event of the platform by its wire name. A test finds events that were left out of the
/// lists.</summary>
public static class EventCatalogue
{
    public static IReadOnlyList<Type> All { get; } =
    [
        .. AccountsEvents.All,
        .. HealthScoringEvents.All,
        .. RenewalsEvents.All,
        .. SuccessPlansEvents.All,
        .. FeedbackEvents.All,
        .. EngagementEvents.All,
        .. GatewayEvents.All,
    ];

    private static readonly Dictionary<string, Type> ByName = All.ToDictionary(NameOf, StringComparer.Ordinal);

    public static Type? Find(string name) => ByName.GetValueOrDefault(name);

    public static string NameOf(Type type) =>
        type.GetCustomAttribute<EventNameAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.FullName} is published but carries no [EventName].");
}
