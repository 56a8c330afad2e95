using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.Renewals.Churn;
using Platform.Renewals.Revenue;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Renewals;

public sealed record RenewedLineRequest(Guid SubscriptionId, [Required] PriceRequest Price);
