using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Revenue;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Subscriptions;

public sealed record ChangePriceRequest(DateOnly From, [Required] PriceRequest Price);
