using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;
using Platform.SuccessPlans.Accounts;

namespace Platform.SuccessPlans.Tactics;

/// <param name="Adoption">0–1.</param>
public sealed record AdoptionRequest([Required, Range(0, 1)] decimal? Adoption);
