using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

/// <summary>Keeps who is the CSM of which account, by the accounts' own events.</summary>
internal sealed class AccountOwnerProjection : IFeedSubscriber
{
    public async Task ApplyAsync(UnitOfWork work, IReadOnlyList<FeedMessage> events)
    {
        foreach (var message in events)
            await AccountOwners.ApplyAsync(work, message.Event);
    }
}
