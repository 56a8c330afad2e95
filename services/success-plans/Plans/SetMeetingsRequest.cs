using System.ComponentModel.DataAnnotations;

namespace Platform.SuccessPlans.Plans;

/// <param name="Meetings">Replaces those that the plan has.</param>
public sealed record SetMeetingsRequest([Required, MaxLength(100)] IReadOnlyList<MeetingRequest> Meetings);
