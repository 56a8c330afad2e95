using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Churn;

/// <param name="NoticeOn">The day of the notice, ISO date; not in the future.</param>
public sealed record GiveNoticeRequest(
    Guid AccountId,
    [Happened] DateOnly NoticeOn,
    [Required] string ReasonCode,
    [StringLength(2000)] string? Note
);
