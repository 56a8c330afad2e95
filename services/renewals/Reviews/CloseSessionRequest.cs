using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Reviews;

public sealed record CloseSessionRequest([Required, StringLength(20_000)] string Minutes);
