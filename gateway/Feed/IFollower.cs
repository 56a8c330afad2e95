namespace Platform.Gateway.Feed;

/// <summary>Gets every batch of the log, in order, on the reader's own thread: it must not wait.</summary>
public interface IFollower
{
    void Take(IReadOnlyList<LoggedEvent> batch);
}
