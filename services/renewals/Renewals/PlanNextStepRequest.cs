using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.ServiceKit.Organisation;

namespace Platform.Renewals.Renewals;

/// <param name="NextStep">What is done next.</param>
/// <param name="On">By when, ISO date.</param>
public sealed record PlanNextStepRequest([Required, StringLength(500)] string NextStep, DateOnly On);
