using Platform.ServiceDefaults;

namespace Platform.Engagement.Timers;

/// <summary>Wakes the loop that moves runs.</summary>
public sealed class RunSignal : AsyncAutoResetEvent;
