using Platform.ServiceDefaults;

namespace Platform.Engagement.Simulations;

/// <summary>Wakes the loop that simulates.</summary>
public sealed class SimulationSignal : AsyncAutoResetEvent;
