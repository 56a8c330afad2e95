using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Concessions;

/// <param name="Approve">true grants it, false refuses it.</param>
public sealed record DecideConcessionRequest(bool Approve, [Required, StringLength(2000)] string Reason);
