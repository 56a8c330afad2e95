using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Renewals;

public sealed record CompleteMilestoneRequest([Required, StringLength(2000)] string Note);
