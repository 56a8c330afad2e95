namespace Platform.SuccessPlans.Telemetry;

/// <summary>What customers really do with the product, asked of health scoring; tests of this service alone stand in
/// for it.</summary>
public interface IFeatureUseClient
{
    /// <param name="questions">Each account once; a span of more than 1,000 days is cut at its beginning.</param>
    /// <param name="features">Names from the catalogue; none: all.</param>
    Task<IReadOnlyList<AccountUse>> AskAsync(
        IReadOnlyCollection<UseQuestion> questions,
        IReadOnlyCollection<string> features,
        CancellationToken ct
    );

    /// <returns>Those of the names that the catalogue of features has.</returns>
    Task<IReadOnlyCollection<string>> KnownAsync(
        Guid accountId,
        IReadOnlyCollection<string> features,
        DateOnly today,
        CancellationToken ct
    );
}
