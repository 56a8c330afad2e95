using Platform.ServiceDefaults;

namespace Platform.Gateway.Feed;

/// <summary>Wakes what follows the log on the instance that wrote it.</summary>
public sealed class FeedSignal : AsyncAutoResetEvent;
