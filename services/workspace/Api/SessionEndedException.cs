namespace Platform.Workspace.Api;

/// <summary>The gateway no longer accepts the person's token: it ended, or the person was deactivated.</summary>
public sealed class SessionEndedException(string reason) : Exception(reason);
