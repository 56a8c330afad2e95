using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Reviews;

public sealed record CloseSessionRequest([Required, StringLength(20_000)] string Minutes);
