using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Feedback.Accounts;
using Platform.Feedback.Links;
using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Feedback.Requests;

/// <param name="Link">Shows one customer's board to whoever has it.</param>
public sealed record BoardLinkResponse(Guid Id, Guid AccountId, string Link, DateTimeOffset ExpiresAt);
