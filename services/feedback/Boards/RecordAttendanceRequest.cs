using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

/// <param name="Attended">Member → was there. Members left out stay as they were.</param>
public sealed record RecordAttendanceRequest(
    [Required, MinLength(1)] IReadOnlyDictionary<Guid, bool> Attended,
    [StringLength(20_000)] string? Minutes
);
