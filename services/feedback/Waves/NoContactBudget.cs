namespace Platform.Feedback.Waves;

/// <summary>An installation without the engagement service: everybody may be asked.</summary>
public sealed class NoContactBudget : IContactBudget
{
    public Task<IReadOnlyDictionary<Guid, string>> ReserveAsync(
        Guid waveId,
        IReadOnlyList<WavePerson> people,
        CancellationToken ct
    ) => Task.FromResult<IReadOnlyDictionary<Guid, string>>(people.ToDictionary(person => person.ContactId, _ => ""));

    public Task SettleAsync(
        IReadOnlyCollection<string> asked,
        IReadOnlyCollection<string> others,
        CancellationToken ct
    ) => Task.CompletedTask;
}
