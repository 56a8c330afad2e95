namespace Platform.Workspace.Live;

/// <summary>What happened to an account, as far as a page shows it.</summary>
/// <param name="Kind">The event's name, such as <c>health-scoring.health-score-changed.v1</c>.</param>
/// <param name="Data">The event as the gateway's stream tells it, in JSON.</param>
public sealed record LiveChange(string Kind, string Data);
