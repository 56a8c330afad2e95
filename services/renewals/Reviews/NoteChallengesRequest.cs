using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Renewals.Accounts;
using Platform.Renewals.Subscriptions;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Reviews;

/// <param name="Challenges">What stands in the way at this account.</param>
public sealed record NoteChallengesRequest([Required, StringLength(4000)] string Challenges);
