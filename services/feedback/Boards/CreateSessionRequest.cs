using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Feedback.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Feedback.Boards;

public sealed record CreateSessionRequest(
    DateOnly HeldOn,
    [Required, StringLength(300)] string Topic,
    [StringLength(10_000)] string? Agenda
);
