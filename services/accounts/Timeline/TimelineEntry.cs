using Platform.Contracts;

namespace Platform.Accounts.Timeline;

/// <param name="Id">Of the event that it comes from, so that an event told twice stands once; a new one for own
/// changes.</param>
/// <param name="Type">snake_case, what filters name: <c>ticket_opened</c>, <c>health_band_changed</c>.</param>
/// <param name="Title">One line for a person.</param>
/// <param name="SubjectId">The contact, ticket or activity that it is about; erasure finds entries by it.</param>
public sealed record TimelineEntry(
    Guid Id,
    Guid AccountId,
    DateTimeOffset OccurredAt,
    string Type,
    string Title,
    Guid? SubjectId = null,
    object? Data = null
)
{
    public string Service { get; init; } = "accounts";

    public string? Actor { get; init; }

    /// <summary>What another service told. The event's id is the entry's, so that an event told twice stands
    /// once.</summary>
    public static TimelineEntry Of(DomainEvent told, string service, string type, string title, Guid? subject) =>
        new(told.EventId, told.AccountId, told.OccurredAt, type, title, subject)
        {
            Service = service,
            Actor = told.Actor,
        };

    /// <summary>
    /// The same at its own time: what happened long before it was told, as an import tells, stands where it happened.
    /// </summary>
    public TimelineEntry HappenedAt(DateTimeOffset happenedAt) =>
        happenedAt < OccurredAt ? this with { OccurredAt = happenedAt } : this;

    /// <inheritdoc cref="HappenedAt(DateTimeOffset)"/>
    /// <param name="on">A day without an hour stands at noon (UTC), which is that day nearly everywhere.</param>
    public TimelineEntry HappenedOn(DateOnly on)
    {
        var noon = new DateTimeOffset(on, new TimeOnly(12, 0), TimeSpan.Zero);
        // Told on the day itself, or on the next: the hour of telling says more.
        return noon.AddDays(1) <= OccurredAt ? HappenedAt(noon) : this;
    }
}
