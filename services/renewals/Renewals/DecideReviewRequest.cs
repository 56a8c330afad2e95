using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Renewals;

/// <param name="Decision">What leadership decided, in words.</param>
public sealed record DecideReviewRequest([Required, StringLength(2000)] string Decision);
