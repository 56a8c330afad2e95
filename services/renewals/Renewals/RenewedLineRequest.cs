using System.ComponentModel.DataAnnotations;
using Platform.Renewals.Subscriptions;

namespace Platform.Renewals.Renewals;

public sealed record RenewedLineRequest(Guid SubscriptionId, [Required] PriceRequest Price);
