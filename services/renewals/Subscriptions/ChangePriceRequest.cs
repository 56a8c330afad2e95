using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Subscriptions;

public sealed record ChangePriceRequest(DateOnly From, [Required] PriceRequest Price);
