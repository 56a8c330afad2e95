using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Waves;

/// <param name="Ids">Invitations that were sent, at most 1,000.</param>
public sealed record ConfirmDeliveriesRequest([Required, MinLength(1), MaxLength(1000)] IReadOnlyList<Guid> Ids);
