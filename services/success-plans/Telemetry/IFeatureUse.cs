namespace Platform.SuccessPlans.Telemetry;

/// <summary>Days of one account, both included.</summary>
public sealed record UseQuestion(Guid AccountId, DateOnly From, DateOnly To);

/// <param name="Users">Distinct over the whole span.</param>
public sealed record UseOf(long Events, long Quantity, int Users, DateOnly FirstDay, DateOnly LastDay);

/// <param name="Whole">All features together; null where the product was not used at all.</param>
/// <param name="Features">By name; a feature that was not used is absent.</param>
public sealed record AccountUse(Guid AccountId, UseOf? Whole, IReadOnlyDictionary<string, UseOf> Features)
{
    /// <param name="feature">Null: the whole product.</param>
    public UseOf? Of(string? feature) => feature is null ? Whole : Features.GetValueOrDefault(feature);
}

/// <summary>What customers really do with the product, asked of health scoring; tests of this service alone stand in
/// for it.</summary>
public interface IFeatureUse
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
