using Platform.ServiceDefaults;

namespace Platform.ServiceKit.Messaging;

/// <summary>Wakes the relay of this process after a commit.</summary>
public sealed class OutboxSignal : AsyncAutoResetEvent;
