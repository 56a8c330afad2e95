using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Renewals.Accounts;
using Platform.Renewals.Renewals;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Concessions;

/// <param name="Approve">true grants it, false refuses it.</param>
public sealed record DecideConcessionRequest(bool Approve, [Required, StringLength(2000)] string Reason);
