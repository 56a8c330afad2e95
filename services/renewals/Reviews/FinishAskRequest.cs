using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Reviews;

public sealed record FinishAskRequest([Required, StringLength(2000)] string Result);
