using Platform.ServiceDefaults;

namespace Platform.Engagement.Email;

/// <summary>A mail was written down.</summary>
public sealed class EmailSignal : AsyncAutoResetEvent;
