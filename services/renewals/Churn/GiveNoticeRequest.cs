using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Churn;

/// <param name="NoticeOn">The day of the notice, ISO date; not in the future.</param>
public sealed record GiveNoticeRequest(
    Guid AccountId,
    [Happened] DateOnly NoticeOn,
    [Required] string ReasonCode,
    [StringLength(2000)] string? Note
);
