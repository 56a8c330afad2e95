using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Notices;

/// <param name="Ids">The notices that were handed over to the person.</param>
public sealed record ConfirmNoticesRequest([Required, MinLength(1), MaxLength(1000)] IReadOnlyList<Guid> Ids);
