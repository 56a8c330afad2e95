namespace Platform.Renewals.Subscriptions;

internal static class SubscriptionEndpoints
{
    public static void MapSubscriptions(this IEndpointRouteBuilder v1)
    {
        var subscriptions = v1.MapGroup("/subscriptions").WithTags("Subscriptions");
        CreateSubscription.Map(subscriptions);
        ChangePrice.Map(subscriptions);
        CancelSubscription.Map(subscriptions);
        ConvertTrial.Map(subscriptions);
        ListSubscriptions.Map(subscriptions);
        GetSubscription.Map(subscriptions);
    }
}
