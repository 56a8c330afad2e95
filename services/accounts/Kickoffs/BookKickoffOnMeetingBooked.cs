using Platform.Contracts.Engagement;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Kickoffs;

/// <summary>The customer booked the meeting that is the kickoff, moved it, or cancelled it: that is the kickoff's time
/// until it is held.</summary>
public sealed class BookKickoffOnMeetingBooked : IEventHandler<MeetingBooked>, IEventHandler<MeetingCancelled>
{
    public const string Purpose = "kickoff";

    public Task HandleAsync(MeetingBooked domainEvent, UnitOfWork work, CancellationToken ct) =>
        domainEvent.Purpose == Purpose
            ? work.ExecuteAsync(
                Book,
                new
                {
                    domainEvent.AccountId,
                    domainEvent.MeetingId,
                    domainEvent.StartsAt,
                }
            )
            : Task.CompletedTask;

    public Task HandleAsync(MeetingCancelled domainEvent, UnitOfWork work, CancellationToken ct) =>
        work.ExecuteAsync(Cancel, new { domainEvent.MeetingId });

    private const string Book = """
        update kickoff set booked_for = @StartsAt, meeting_id = @MeetingId
        where account_id = @AccountId and held_at is null
        """;

    private const string Cancel = """
        update kickoff set booked_for = null, meeting_id = null where meeting_id = @MeetingId and held_at is null
        """;
}
