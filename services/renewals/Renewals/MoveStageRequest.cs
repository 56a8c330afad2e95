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

/// <param name="Stage">Code of a stage that is not closed; GET /v1/renewals/stages lists them.</param>
public sealed record MoveStageRequest([Required] string Stage, [StringLength(2000)] string? Note);
