namespace Platform.Feedback.Waves;

/// <summary>Somebody whom a wave means to ask.</summary>
/// <param name="ContactId">As accounts knows them.</param>
/// <param name="Person">Their e-mail address, or the contact's id where there is none.</param>
public sealed record WavePerson(Guid ContactId, Guid AccountId, string Person)
{
    /// <summary>A person without an address is not known to the budget.</summary>
    public bool HasAddress => Person.Contains('@', StringComparison.Ordinal);
}
