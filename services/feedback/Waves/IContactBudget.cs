namespace Platform.Feedback.Waves;

/// <summary>Whether people may be asked now, beside all else that is written to them.</summary>
public interface IContactBudget
{
    /// <summary>Reserves a place for each person.</summary>
    /// <returns>Whom a place was given to: contact → touch.</returns>
    Task<IReadOnlyDictionary<Guid, string>> ReserveAsync(
        Guid waveId,
        IReadOnlyList<WavePerson> people,
        CancellationToken ct
    );

    /// <summary>Says who was asked, and gives the places of the others back.</summary>
    Task SettleAsync(IReadOnlyCollection<string> asked, IReadOnlyCollection<string> others, CancellationToken ct);
}
