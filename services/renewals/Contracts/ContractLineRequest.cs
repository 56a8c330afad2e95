using System.ComponentModel.DataAnnotations;
using Platform.Renewals.Subscriptions;

namespace Platform.Renewals.Contracts;

public sealed record ContractLineRequest([Required, StringLength(200)] string Product, [Required] PriceRequest Price);
