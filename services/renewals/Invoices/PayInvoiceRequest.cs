using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Invoices;

/// <param name="PaidOn">The day on which it was paid, ISO date; not in the future.</param>
public sealed record PayInvoiceRequest([Happened] DateOnly PaidOn);
