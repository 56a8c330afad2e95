using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Contracts.Renewals;
using Platform.Renewals.Accounts;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Renewals.Risks;

/// <param name="Play">Code of a play of the risk's category; GET /v1/risks/plays lists them.</param>
public sealed record StartPlayRequest([Required] string Play, DateOnly DueOn);
