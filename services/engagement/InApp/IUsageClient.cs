namespace Platform.Engagement.InApp;

/// <summary>Hands on how the product was used to health scoring, which counts each event id once.</summary>
internal interface IUsageClient
{
    /// <returns>What was refused for good; null where health scoring could not take it now.</returns>
    Task<IReadOnlyList<TakeSdkEventsRejection>?> SendAsync(
        UserIdentity user,
        IReadOnlyList<SdkEvent> used,
        CancellationToken ct
    );
}
