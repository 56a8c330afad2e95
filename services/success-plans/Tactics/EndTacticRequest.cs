using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Tactics;

/// <param name="Result">What came of it, for the library.</param>
public sealed record EndTacticRequest([StringLength(2000)] string? Result);
