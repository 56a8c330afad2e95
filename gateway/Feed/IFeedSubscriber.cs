using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

/// <summary>Does its part in the transaction that records events in the log.</summary>
internal interface IFeedSubscriber
{
    /// <param name="work">The transaction.</param>
    /// <param name="events">Those that the log did not have yet, in order.</param>
    Task ApplyAsync(UnitOfWork work, IReadOnlyList<FeedMessage> events);
}
