using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.WarRooms;

public sealed class WarRoomMeetingResponse
{
    public Guid Id { get; init; }
    public DateOnly HeldOn { get; init; }

    /// <summary>What was said and decided.</summary>
    public string Notes { get; init; } = "";
    public string RecordedBy { get; init; } = "";
}
