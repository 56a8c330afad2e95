namespace Platform.Engagement.InApp;

/// <summary>An application with the messages that are live in it, the highest priority first.</summary>
/// <param name="Id">The application's id.</param>
/// <param name="Origins">The web origins that may ask.</param>
/// <param name="Messages">Compiled.</param>
internal sealed record LiveApplication(Guid Id, IReadOnlyList<string> Origins, IReadOnlyList<CompiledMessage> Messages)
{
    /// <summary>A request that names no origin does not come from a page.</summary>
    public bool Allows(string origin) => origin.Length == 0 || Origins.Contains(origin, StringComparer.Ordinal);
}
