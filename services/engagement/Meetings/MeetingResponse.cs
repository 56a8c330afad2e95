namespace Platform.Engagement.Meetings;

/// <summary>A meeting that a customer booked.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AccountId">The customer.</param>
/// <param name="ContactId">Whom the booking page was made for, if anyone in particular.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Purpose"><c>meeting</c> or <c>kickoff</c>.</param>
/// <param name="People">User ids of our side.</param>
/// <param name="GuestName">Who booked.</param>
/// <param name="GuestEmail">Where the invitation goes.</param>
/// <param name="Note">What the guest wrote.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Status"><c>booked</c> or <c>cancelled</c>.</param>
/// <param name="Sequence">How often it was changed.</param>
public sealed record MeetingResponse(
    Guid Id,
    Guid AccountId,
    Guid? ContactId,
    string Title,
    string Purpose,
    IReadOnlyList<string> People,
    string GuestName,
    string GuestEmail,
    string? Note,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string Status,
    int Sequence
)
{
    internal static MeetingResponse From(MeetingRow row) =>
        new(
            row.Id,
            row.AccountId,
            row.ContactId,
            row.Title,
            row.Purpose,
            row.People,
            row.GuestName,
            row.GuestEmail,
            row.Note,
            row.StartsAt,
            row.EndsAt,
            row.Status,
            row.Sequence
        );
}
